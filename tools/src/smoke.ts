/** `npm run smoke`: one sale from end to end against a running API (FOYER_URL, by default port 8080). */
import { sellOnce } from './smoke/sell-once.ts';

const url = (process.env['FOYER_URL'] ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
try {
  const startedAt = performance.now();
  await sellOnce(url, (step, ms) => console.log(`${ms.toFixed(0).padStart(6)} ms  ${step}`));
  console.log(`${(performance.now() - startedAt).toFixed(0).padStart(6)} ms  in all: ${url} sells`);
} catch (error) {
  console.error(`smoke: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
