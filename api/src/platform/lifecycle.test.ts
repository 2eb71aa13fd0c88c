import { expect, test } from 'vitest';
import { Lifecycle } from './lifecycle.ts';
import { createLogger } from './logger.ts';

/** A lifecycle that writes down what it undoes and what it complains about. */
function watched() {
  const done: string[] = [];
  const complaints: string[] = [];
  const log = createLogger('info', {
    write: (line: string) => void complaints.push((JSON.parse(line) as { step: string }).step),
  });
  const lifecycle = new Lifecycle(log);
  const open = (name: string, undo: () => void | Promise<void> = () => undefined): void =>
    lifecycle.onStop(name, async () => {
      done.push(name);
      await undo();
    });
  return { lifecycle, open, done, complaints };
}

test('what was opened last is undone first, each when the one before is done', async () => {
  const { lifecycle, open, done } = watched();
  open('mongo');
  open('redis', async () => {
    await new Promise(setImmediate);
    done.push('redis is gone');
  });
  open('http');
  await lifecycle.stop();
  expect(done).toEqual(['http', 'redis', 'redis is gone', 'mongo']);
});

test('a step that fails is told and does not keep the others open', async () => {
  const { lifecycle, open, done, complaints } = watched();
  open('mongo');
  open('redis', () => Promise.reject(new Error('no')));
  open('http', () => {
    throw new Error('no');
  });
  await lifecycle.stop();
  expect(done).toEqual(['http', 'redis', 'mongo']);
  expect(complaints).toEqual(['http', 'redis']);
});

test('a step that hangs is left after its time', async () => {
  const { lifecycle, open, done, complaints } = watched();
  open('mongo');
  open('http', () => new Promise(() => undefined));
  await lifecycle.stop(20);
  expect(done).toEqual(['http', 'mongo']);
  expect(complaints).toEqual(['http']);
});

test('stopping twice undoes once, and both wait for the end', async () => {
  const { lifecycle, open, done } = watched();
  let end = (): void => undefined;
  open(
    'http',
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const both = [lifecycle.stop(), lifecycle.stop()];
  await new Promise(setImmediate);
  end();
  await Promise.all(both);
  expect(done).toEqual(['http']);
});

test('stopping before anything was opened is done at once', async () => {
  const { lifecycle, done } = watched();
  await lifecycle.stop();
  expect(done).toEqual([]);
});
