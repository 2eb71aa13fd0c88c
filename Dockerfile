# The server as one image; ROLES says what a container of it does. See docs/runbook.md.
# `node tools/src/image-steps.ts` runs the same steps in a clean folder, where no container engine is.

FROM node:24-bookworm-slim AS build
WORKDIR /foyer
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/package.json
COPY api/package.json api/package.json
COPY desktop/package.json desktop/package.json
COPY tools/package.json tools/package.json
RUN npm ci --workspace shared --workspace api --ignore-scripts
COPY shared/src shared/src
COPY api/build.ts api/bundle-externals.ts api/
COPY api/src api/src
RUN npm run build --workspace api

FROM node:24-bookworm-slim
WORKDIR /foyer
ARG BUILD_VERSION=0.1.0
ARG BUILD_COMMIT=unknown
ARG BUILD_TIME=
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 BUILD_VERSION=$BUILD_VERSION BUILD_COMMIT=$BUILD_COMMIT BUILD_TIME=$BUILD_TIME
COPY --from=build /foyer/api/dist ./
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "main.js"]
