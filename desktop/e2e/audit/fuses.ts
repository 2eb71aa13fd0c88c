import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Check, compare, nothingOf } from './check.ts';

type FuseName = keyof typeof FuseV1Options;

const expected: Readonly<Record<FuseName, 'ENABLE' | 'DISABLE'>> = {
  RunAsNode: 'DISABLE',
  EnableCookieEncryption: 'ENABLE',
  EnableNodeOptionsEnvironmentVariable: 'DISABLE',
  EnableNodeCliInspectArguments: 'DISABLE',
  EnableEmbeddedAsarIntegrityValidation: 'ENABLE',
  OnlyLoadAppFromAsar: 'ENABLE',
  LoadBrowserProcessSpecificV8Snapshot: 'DISABLE',
  GrantFileProtocolExtraPrivileges: 'DISABLE',
  // Electron's own default; it concerns speed, not doors.
  WasmTrapHandlers: 'ENABLE',
};
const names = Object.keys(expected) as FuseName[];
/** Fuses that came with later Electrons: an older wire is shorter. */
const later: readonly FuseName[] = ['GrantFileProtocolExtraPrivileges', 'WasmTrapHandlers'];

/** Reads the wire out of the program itself: each fuse on it must be known and stand as it should. */
export async function checkFuses(program: string): Promise<readonly Check[]> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(program)) };
  const states = Object.fromEntries(
    Object.entries(wire).filter(([position]) => /^\d+$/.test(position)),
  ) as Record<string, FuseState>;
  const onWire = names.filter((name) => !later.includes(name) || states[FuseV1Options[name]] !== undefined);
  const known = new Set(names.map((name) => String(FuseV1Options[name])));
  return [
    ...onWire.map((name) =>
      compare(`fuse ${name}`, FuseState[states[FuseV1Options[name]] ?? -1], expected[name]),
    ),
    nothingOf(
      'fuses that the audit does not know',
      Object.keys(states).filter((position) => !known.has(position)),
    ),
  ];
}
