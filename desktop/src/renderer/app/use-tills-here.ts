import type { Me } from '@foyer/shared/http/sign-in';
import type { TillId } from '@foyer/shared/ids';
import { useTillNames } from '../data/approval-queries.ts';

export interface TillsHere {
  /** All tills, for those who may know them. */
  readonly tills: ReadonlyMap<TillId, string>;
  /** Null for a till that this session is not told of. */
  readonly tillName: (id: string) => string | null;
}

/** Names of tills, as far as this session may know them: its own, and for managers who came by Google all others. */
export function useTillsHere({ till, abilities, signedInBy }: Me): TillsHere {
  const tills = useTillNames(abilities.includes('tills.manage') && signedInBy === 'GOOGLE');
  const names: ReadonlyMap<string, string> = tills;
  return { tills, tillName: (id) => names.get(id) ?? (id === till?.id ? till.name : null) };
}
