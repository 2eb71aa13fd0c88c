// @vitest-environment node
import { EnrolCode } from '@foyer/shared/rules/enrol-code';
import { expect, test } from 'vitest';
import type { TillState } from '../bridge/till.ts';
import { type JsonReply, type JsonRequest, makeAskApi } from './api.ts';
import { TillKeeper } from './till-keeper.ts';
import { Vault } from './vault.ts';

const code = EnrolCode.parse('7k2m 9qxr 4tbd');
const till = { id: 'til_1', name: 'Front 1' };
const enrolled: JsonReply = { status: 201, body: { till, tillKey: 'key-1' } };
const refusedBy = (reason: string): JsonReply => ({
  status: 401,
  body: { error: { code: 'till.refused', details: { reason }, requestId: 'r' } },
});

test('makes this device a till, and keeps its key in the vault for the next start', async () => {
  const world = open([enrolled]);
  expect(await world.keeper.enrol(code)).toEqual({ kind: 'enrolled', till });
  expect(world.sent[0]?.body).toEqual({ code: '7K2M-9QXR-4TBD' });
  expect(world.states.at(-1)).toEqual({ till, keeps: 'memory' });
  const later = open([], world.vault);
  await later.keeper.restore();
  expect(later.keeper.key).toBe('key-1');
});

test('leaves this device as it was when the code is not good', async () => {
  const world = open([refusedBy('code-unknown')]);
  expect(await world.keeper.enrol(code)).toMatchObject({ kind: 'refused', code: 'till.refused' });
  expect(world.keeper.state.till).toBeNull();
  expect(world.lost()).toBe(0);
});

test('sends its key for the people, and says at once when the server takes it no more', async () => {
  const person = { id: 'usr_casey', name: 'Casey', lockedUntil: null, mayDecide: false };
  const people: JsonReply = { status: 200, body: { people: [person] } };
  const world = open([enrolled, people, refusedBy('till-revoked')]);
  await world.keeper.enrol(code);
  expect(await world.keeper.people()).toEqual({ kind: 'people', people: [person] });
  expect(world.sent[1]?.headers).toEqual({ 'Foyer-Till': 'key-1' });
  await world.keeper.people();
  expect(world.lost()).toBe(1);
});

test('forgets for good, and then lets nobody know that it was one', async () => {
  const world = open([enrolled, refusedBy('key-needed')]);
  await world.keeper.enrol(code);
  await world.keeper.forget();
  expect(await world.vault.read('till')).toBeNull();
  expect(world.states.at(-1)).toEqual({ till: null, keeps: 'memory' });
  await world.keeper.people();
  expect(world.sent[1]?.headers).toEqual({});
  expect(world.lost()).toBe(0);
});

test('takes rubbish in the vault for no till', async () => {
  const world = open([]);
  await world.vault.write('till', 'rubbish');
  await world.keeper.restore();
  expect(world.keeper.state.till).toBeNull();
});

function open(replies: JsonReply[], given?: Vault) {
  const sent: JsonRequest[] = [];
  const states: TillState[] = [];
  let lost = 0;
  const vault =
    given ??
    new Vault({
      keyStore: { isUsable: () => false, encrypt: (text) => Buffer.from(text), decrypt: String },
      folder: 'never-written',
      apiUrl: 'https://api.example',
    });
  const keeper: TillKeeper = new TillKeeper({
    vault,
    ask: makeAskApi({
      apiUrl: 'https://api.example',
      tillKey: () => keeper.key,
      send: (request) => {
        sent.push(request);
        const reply = replies.shift();
        return reply ? Promise.resolve(reply) : Promise.reject(new Error('no answer'));
      },
    }),
    onChange: (state) => states.push(state),
    onRefused: () => {
      lost += 1;
      return Promise.resolve();
    },
  });
  return { keeper, vault, sent, states, lost: () => lost };
}
