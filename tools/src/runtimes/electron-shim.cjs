/**
 * Stands where Electron's default application would be: loads the application folder named by FOYER_APP or by the
 * first argument that is one. Runs inside Electron 22 (Node 16), so it is CommonJS and plain.
 */
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/unbound-method -- untyped on purpose: Electron 22 runs this file as it is */
const { existsSync, readFileSync, statSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const candidates = [process.env.FOYER_APP, ...process.argv.slice(1)];
const folder = candidates
  .filter((name) => name !== undefined && name !== '')
  .map((name) => resolve(name))
  .find(isApplication);

if (folder === undefined) {
  process.stderr.write('Name the application folder as the first argument or in FOYER_APP.\n');
  app.exit(1);
} else {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version ?? '0.0.0');
  app.setAppPath(folder);
  require(join(folder, about.main ?? 'index.js'));
}

function isApplication(path) {
  return existsSync(path) && statSync(path).isDirectory() && existsSync(join(path, 'package.json'));
}
