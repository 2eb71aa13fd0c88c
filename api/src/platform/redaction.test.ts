import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { redacted } from './redaction.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl';
const secret = 'Zm9yIHRlc3RzIG9ubHkgd2l0aCAyNTYgYml0cyBvZiA';

function linesOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('a line of the log', () => {
  it.each([
    ['an address in a text', { text: 'mail to anna.berg+x@example.test failed' }, 'anna.berg'],
    ['an address in a path', { path: '/api/people/anna%40example.test' }, 'anna'],
    ['an access token', { text: `jwt malformed: ${jwt}, go on` }, 'eyJ'],
    ['a header', { headers: { authorization: `Bearer ${jwt}`, cookie: 'foyer=1' } }, 'foyer=1'],
    ['a code of ours', { text: `unknown code ${secret}` }, secret],
    ['a refresh token', { text: `ses_abc.${secret}.${secret.slice(0, 22)}` }, secret],
    ['parameters of a form', { text: 'code=4/0Ab&code_verifier=abc&state=xyz' }, '4/0Ab'],
    ['a PIN', { body: { pin: '4711' } }, '4711'],
    ['a PIN as a number', { body: { pin: 4711 } }, '4711'],
    ['a name', { contact: { email: 'a@b.example', name: 'Anna' } }, 'Anna'],
    ['a card', { text: 'card 4242 4242 4242 4242 refused' }, '4242'],
    ['a Google account', { text: 'sub 104455667788990011223 unknown' }, '104455667788990011223'],
    ['a key of the database', { text: 'E11000 index: googleSub_1 dup key: { googleSub: "17" }' }, '"17"'],
    ['a connection', { uri: 'mongodb://foyer:hunter2@db.example/foyer' }, 'hunter2'],
    ['a ticket', { text: 'FOYER1:K7QM-3FXA:s-open:B1:c2ln' }, 'c2ln'],
    ['a key of Stripe', { text: 'Invalid API Key: sk_live_abcdefgh1234' }, 'abcdefgh'],
  ])('has nothing of %s', (_what, fields, word) => {
    const line = linesOf((log) => log.info(fields, 'a test'));
    expect(line).toContain('[secret]');
    expect(line).not.toContain(word);
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('keeps ids, times, counts and places', () => {
    const kept = {
      requestId: 'req_abcdefghij0123456789',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      bookingId: 'b_abcdefghijklmnopqrstuvwxyz012345',
      entry: '1795647469940-0',
      path: '/api/showtimes/s-open/seats/lock',
      version: 'koa@3.3.0',
      at: 'file:///srv/node_modules/@koa/router/dist/index.js:12:34',
      ms: 12.5,
    };
    expect(redacted(JSON.stringify(kept))).toBe(JSON.stringify(kept));
  });

  it('has of an error its text and place, not what a driver hung on it', () => {
    const cause = Object.assign(new Error('inner'), {
      command: { args: ['owner-of-the-seat'] },
      code: 11_000,
    });
    const error = Object.assign(new Error('outer', { cause }), { keyValue: { who: 'somebody' } });
    const line = linesOf((log) => log.error({ err: error }, 'a test'));
    expect(line).toContain('outer');
    expect(line).toContain('"code":11000');
    expect(line).toContain('redaction.test.ts');
    expect(line).not.toMatch(/owner-of-the-seat|somebody/);
  });

  it('of a child is cut as well', () => {
    const line = linesOf((log) => log.child({ email: 'a@b.example' }).info('a test'));
    expect(line).not.toContain('b.example');
  });
});
