/** `npm run check`: secrets, linter, formatter, types and build. Exits 1 if one of them fails. */
import { runChecks } from './check/steps.ts';

const { failed } = await runChecks((line) => console.log(line));
process.exitCode = failed === 0 ? 0 : 1;
