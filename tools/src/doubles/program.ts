/** A double as a program: says when it serves, stops in order when it is asked to. */

export type Stoppable = { readonly stop: () => Promise<void> };

export async function runDouble(name: string, start: () => Promise<Stoppable>): Promise<void> {
  try {
    const double = await start();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void double.stop().then(() => process.exit(0)));
    }
    console.log(`${name} serves`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

export function readPort(option: string, text: string | undefined): number {
  const port = Number(text);
  if (text === undefined || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${option} wants a number from 1 to 65535, not "${text ?? ''}".`);
  }
  return port;
}
