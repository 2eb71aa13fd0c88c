import { impliedProblems, type Endpoint } from '@foyer/shared/endpoint';
import { tillHeader } from '@foyer/shared/http/tills';
import { problems, type ProblemCode } from '@foyer/shared/problems';
import type { Middleware } from 'koa';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { answerText } from './answer.ts';

/** The OpenAPI 3.1 document of the contracts. */
export function openApiDocument(contracts: Readonly<Record<string, Endpoint>>, version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, contract] of Object.entries(contracts)) {
    const path = contract.path.replaceAll(/:([a-z]+)/gi, '{$1}');
    const method = contract.method.toLowerCase() as 'get' | 'post' | 'delete';
    paths[path] = { ...paths[path], [method]: operationOf(name, contract) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Foyer',
      version,
      description: 'The box office: holds, bookings, money and the audit trail.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  });
}

/** Serves the document at /openapi.json; its text is made once. */
export function openApiPage(document: unknown): Middleware {
  const text = JSON.stringify(document);
  return async (ctx, next) => {
    if (ctx.path === '/openapi.json' && ctx.method === 'GET') answerText(ctx, 200, text);
    else await next();
  };
}

function operationOf(name: string, contract: Endpoint): ZodOpenApiOperationObject {
  const parameters = {
    ...(contract.params ? { path: contract.params as z.ZodObject } : {}),
    ...(contract.query ? { query: contract.query as z.ZodObject } : {}),
  };
  return {
    operationId: name,
    summary: contract.summary,
    ...(contract.access === 'public' ? {} : { security: [{ bearer: [] }] }),
    requestParams: parameters,
    ...requestHeadersOf(contract),
    ...(contract.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: bodySchemaOf(contract.body, contract.bodyAs) } },
          },
        }
      : {}),
    responses: { ...repliesOf(contract), ...refusalsOf(contract) },
  };
}

/** Headers that say more than how the reply is wanted. */
function requestHeadersOf({
  idempotent = false,
  tillKey,
  signature,
}: Endpoint): Pick<ZodOpenApiOperationObject, 'parameters'> {
  const schema = { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' } as const;
  const parameters = [
    ...(idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema } as const] : []),
    ...(tillKey
      ? [{ name: tillHeader, in: 'header', required: tillKey === 'required', schema } as const]
      : []),
    ...(signature === undefined
      ? []
      : [{ name: signature, in: 'header', required: true, schema: { type: 'string' } } as const]),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

/** A body that is handed over as text is JSON on the wire all the same; its shape is its sender's. */
function bodySchemaOf(body: z.ZodType, bodyAs: Endpoint['bodyAs']): z.ZodType {
  return bodyAs === 'text' ? z.looseObject({}) : body;
}

function repliesOf(contract: Endpoint): ZodOpenApiOperationObject['responses'] {
  return Object.fromEntries(
    Object.entries(contract.replies).map(([status, schema]) => [
      status,
      schema
        ? { description: 'Done', content: { 'application/json': { schema } } }
        : {
            description: 'Done, without a body',
            ...(isRedirect(status) ? { headers: redirectHeaders } : {}),
          },
    ]),
  );
}

function refusalsOf(contract: Endpoint): ZodOpenApiOperationObject['responses'] {
  // A head of too many bytes is refused before its route is known.
  const kinds: readonly ProblemCode[] = [...impliedProblems(contract), 'request.too-large'];
  const codes = [...new Set<ProblemCode>([...contract.problems, ...kinds])];
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  const page = Object.keys(contract.replies).some(isRedirect) ? { 'text/html': { schema: z.string() } } : {};
  return Object.fromEntries(
    [...byStatus]
      .filter(([status]) => !(status in contract.replies))
      .map(([status, refused]) => [
        status,
        {
          description: refused.join(', '),
          ...(replyHeaders[status] ? { headers: replyHeaders[status] } : {}),
          content: { 'application/json': { schema: problemSchemaOf(refused) }, ...page },
        },
      ]),
  );
}

/** Exactly these problems, each with its own details. */
function problemSchemaOf(codes: readonly ProblemCode[]): z.ZodType {
  const errors = codes.map((code) =>
    z.object({ code: z.literal(code), details: problems[code].details, requestId: z.string() }),
  );
  return z.object({ error: z.union(errors) });
}

const isRedirect = (status: string): boolean => status.startsWith('3');

const text = { type: 'string' as const };
const header = (
  description: string,
  required: boolean,
  schema: typeof text & { pattern?: string } = text,
) => ({
  description,
  required,
  schema,
});

const redirectHeaders = { location: header('Where the browser goes on', true) };

const retryAfter = { 'retry-after': header('Seconds to wait', false, { ...text, pattern: '^\\d+$' }) };

const replyHeaders: Readonly<Record<number, Readonly<Record<string, ReturnType<typeof header>>>>> = {
  401: { 'www-authenticate': header('Bearer', true) },
  405: { allow: header('The methods of this path', true) },
  429: retryAfter,
  503: retryAfter,
};
