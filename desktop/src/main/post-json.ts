import type { Net } from 'electron';
import type { PostJson } from './auth-api.ts';

const timeLimitMs = 10_000;
const largestReplyBytes = 64 * 1024;

/** Posts through Chromium's network stack, which knows the system's proxies and certificates. */
export function postJsonBy(net: Net): PostJson {
  return (address, body) =>
    new Promise((resolve, reject) => {
      const request = net.request({ method: 'POST', url: address, redirect: 'error' });
      const giveUp = (reason: string): void => {
        request.abort();
        reject(new Error(reason));
      };
      const timer = setTimeout(() => giveUp('no answer in time'), timeLimitMs);
      request.setHeader('Content-Type', 'application/json');
      request.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk) => {
          size += chunk.length;
          if (size > largestReplyBytes) giveUp('the answer is too large');
          else chunks.push(chunk);
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode, body: parse(Buffer.concat(chunks).toString('utf8')) });
        });
      });
      request.end(JSON.stringify(body));
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
