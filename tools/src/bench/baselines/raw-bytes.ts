/** The least that answering a seat map can cost: node:http and the same bytes, headers included. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { REPLY_FILE = '', PORT } = process.env;
const { headers, body } = JSON.parse(readFileSync(REPLY_FILE, 'utf8')) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body);

createServer((_request, reply) => {
  reply.writeHead(200, { ...headers, 'content-length': bytes.length });
  reply.end(bytes);
}).listen(Number(PORT), '127.0.0.1');
