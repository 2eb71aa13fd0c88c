/** `npm run campaign:check -- FILE`: judges a history, also one edited by hand. Exits 1 where it breaks a promise, 2 where
 * it can't be judged whole. */
import { checkHistory } from './campaign/checker/check-history.ts';
import { verdictLines } from './campaign/checker/print-verdict.ts';
import { readHistory } from './campaign/history/history-reader.ts';

try {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) throw new Error('Usage: npm run campaign:check -- FILE');
  const verdict = await checkHistory(readHistory(file));
  for (const line of verdictLines(verdict)) console.log(line);
  // A history that was cut off can't say that nothing was lost.
  process.exitCode = verdict.violations.length > 0 ? 1 : verdict.isWhole ? 0 : 2;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
