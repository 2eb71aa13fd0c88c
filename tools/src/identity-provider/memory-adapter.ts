/** Where oidc-provider keeps sessions, codes and grants: in memory, for as long as the stand-in runs. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

type Entry = { readonly payload: AdapterPayload; readonly expiresAtMs: number };

/** One store per provider; the provider asks for one adapter per model. */
export function memoryAdapters(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  return (model) => adapterOf(model, entries);
}

function adapterOf(model: string, entries: Map<string, Entry>): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  const live = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAtMs > Date.now()) return entry?.payload;
    entries.delete(key);
    return undefined;
  };
  const findBy = (name: 'uid' | 'userCode', value: string) => {
    for (const key of entries.keys()) {
      const payload = key.startsWith(`${model}:`) ? live(key) : undefined;
      if (payload?.[name] === value) return Promise.resolve(payload);
    }
    return Promise.resolve(undefined);
  };
  return {
    upsert: (id, payload, expiresInSeconds = Infinity) => {
      entries.set(keyOf(id), { payload, expiresAtMs: Date.now() + expiresInSeconds * 1_000 });
      return Promise.resolve(undefined);
    },
    find: (id) => Promise.resolve(live(keyOf(id))),
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    consume: (id) => {
      const payload = live(keyOf(id));
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
      return Promise.resolve(undefined);
    },
    destroy: (id) => {
      entries.delete(keyOf(id));
      return Promise.resolve(undefined);
    },
    revokeByGrantId: (grantId) => {
      for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      return Promise.resolve(undefined);
    },
  };
}
