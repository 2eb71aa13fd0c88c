/**
 * Bends the language under preload's feet, says so in `bent`, and waits for one event of the session, which is to be
 * sent meanwhile; answers what of Electron came by, and the decoy that shows it works.
 */
export async function bendLanguage(): Promise<readonly string[]> {
  const seen: string[] = [];
  const look = (values: readonly unknown[]): void => {
    for (const value of values) {
      const known = value as Partial<Record<string, unknown>> | null | undefined;
      if (known?.['sender']) look([known['sender']]);
      for (const name of ['invoke', 'sendSync', 'exposeInMainWorld', 'senderFrame', 'decoy'])
        if (typeof known?.[name] === 'function') seen.push(name);
    }
  };
  const victims: readonly (readonly [object, string])[] = [
    [Function.prototype, 'apply'],
    [Function.prototype, 'call'],
    [Function.prototype, 'bind'],
    [Promise.prototype, 'then'],
    [Array.prototype, 'map'],
    // What an emitter gathers its arguments with, the event that names its sender among them.
    [Array.prototype, 'push'],
    [Object, 'fromEntries'],
    [Object, 'freeze'],
  ];
  const straight = victims.map(([owner, name]) => Reflect.get(owner, name) as (...args: never[]) => unknown);
  for (const [index, [owner, name]] of victims.entries()) {
    const original = straight[index] ?? String;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
      look([this, ...args]);
      const answer: unknown = Reflect.apply(original, this, args);
      return answer;
    });
  }
  String.call({ decoy: () => undefined });
  await window.foyer.appInfo();
  await new Promise<unknown>((resolve) => {
    window.foyer.onSessionChanged(resolve);
    Object.assign(window, { bent: true });
  });
  for (const [index, [owner, name]] of victims.entries()) Reflect.set(owner, name, straight[index]);
  return seen;
}
