import { TillName } from '@foyer/shared/http/tills';
import { Me } from '@foyer/shared/http/sign-in';
import { UserId } from '@foyer/shared/ids';
import { vi } from 'vitest';
import type { FoyerBridge } from '../../bridge/contract.ts';
import type { SessionState, SignedIn } from '../../bridge/session.ts';
import type { EnrolAnswer, PeopleAnswer, SwitchAnswer, TillState } from '../../bridge/till.ts';
import type { Device } from '../data/device.tsx';

export const front1: TillState = {
  till: TillName.parse({ id: 'til_1', name: 'Front 1' }),
  keeps: 'key-store',
};
export const noTill: TillState = { till: null, keeps: 'key-store' };

export const casey = {
  id: UserId.parse('usr_casey'),
  name: 'Casey Cashier',
  lockedUntil: null,
  mayDecide: false,
};
export const cleo = {
  id: UserId.parse('usr_cleo'),
  name: 'Cleo Cashier',
  lockedUntil: null,
  mayDecide: false,
};

export const caseysSession: SignedIn = {
  kind: 'signed-in',
  keeps: 'key-store',
  person: casey.id,
  session: 1,
  endsAt: null,
  locked: false,
  isOver: false,
  change: { kind: 'none' },
};

export const me: Me = Me.parse({
  user: { id: casey.id, email: 'casey@example.test', name: casey.name, role: 'CASHIER' },
  abilities: ['seats.hold', 'tender.cash', 'pin.set'],
  signedInBy: 'GOOGLE',
  till: front1.till,
  pin: null,
});

interface Given {
  readonly session?: SessionState;
  readonly till?: TillState;
  readonly lockMinutes?: number;
}

/** A machine without a machine: what main would answer is set by the test, what it was asked is in the mocks. */
export function fakeDevice({ session = caseysSession, till = front1, lockMinutes = 10 }: Given = {}) {
  const done = () => Promise.resolve({ ok: true as const, value: null });
  const asked = {
    signIn: vi.fn(done),
    cancelSignIn: vi.fn(done),
    lock: vi.fn(done),
    forgetTill: vi.fn(done),
    tillPeople: vi.fn(() => ok<PeopleAnswer>({ kind: 'people', people: [casey, cleo] })),
    switchTo: vi.fn((_wish: { userId: string; pin: string }) => ok<SwitchAnswer>({ kind: 'switched' })),
    setTextSize: vi.fn((_percent: number) => undefined),
    enrolTill: vi.fn((_wish: { code: string }) => ok<EnrolAnswer>({ kind: 'unreachable' })),
  };
  const device: Device = {
    // The tests that use it ask for no more than this.
    bridge: asked as unknown as FoyerBridge,
    info: {
      apiUrl: 'http://api.test',
      version: '1',
      electron: '45',
      chromium: '140',
      lockMinutes,
      scanner: { prefix: '', suffix: 'Enter', gapMs: 40 },
    },
    session,
    till,
  };
  return { device, asked };
}

export function ok<Value>(value: Value) {
  return Promise.resolve({ ok: true as const, value });
}
