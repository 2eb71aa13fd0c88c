import { createContext, type ReactNode, useContext } from 'react';
import type { AppInfo, FoyerBridge } from '../../bridge/contract.ts';
import type { SessionState } from '../../bridge/session.ts';
import type { Refused, TillState } from '../../bridge/till.ts';
import { ApiProblem, NoAnswer } from './api-problem.ts';

/** The machine under the window: its bridge, and what that says of session and till. */
export interface Device {
  readonly bridge: FoyerBridge;
  readonly info: AppInfo;
  readonly session: SessionState;
  readonly till: TillState;
}

const Context = createContext<Device | null>(null);

export function useDevice(): Device {
  const device = useContext(Context);
  if (!device) throw new Error('useDevice needs a DeviceProvider above');
  return device;
}

export function DeviceProvider({
  device,
  children,
}: {
  readonly device: Device;
  readonly children: ReactNode;
}): ReactNode {
  return <Context.Provider value={device}>{children}</Context.Provider>;
}

/** What main heard from the API, as the error that a call of the window itself would have thrown. */
export function errorOf(answer: Refused | { readonly kind: 'unreachable' }): ApiProblem | NoAnswer {
  if (answer.kind === 'unreachable') return new NoAnswer('the API gave main no answer');
  return new ApiProblem({ code: answer.code, details: answer.details, requestId: '' });
}
