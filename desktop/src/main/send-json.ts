import type { Net } from 'electron';
import type { SendJson } from './api.ts';

const timeLimitMs = 10_000;
const largestReplyBytes = 64 * 1024;

/** Sends through Chromium's network stack, which knows the system's proxies and certificates. */
export function sendJsonBy(net: Net): SendJson {
  return ({ method, address, headers, body }) =>
    new Promise((resolve, reject) => {
      const request = net.request({ method, url: address, redirect: 'error' });
      const giveUp = (reason: string): void => {
        request.abort();
        reject(new Error(reason));
      };
      const timer = setTimeout(() => giveUp('no answer in time'), timeLimitMs);
      for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
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
      request.end(...(body === undefined ? [] : [JSON.stringify(body)]));
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
