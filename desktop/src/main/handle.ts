import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { commandChannels, type CommandName } from '../bridge/channels.ts';
import { type ArgumentsOf, commands, type IpcAnswer, type ResultOf } from '../bridge/contract.ts';
import { isWithin } from './guards.ts';

export type Run<Name extends CommandName> = (
  ...args: ArgumentsOf<Name>
) => ResultOf<Name> | Promise<ResultOf<Name>>;

export type Handle = <Name extends CommandName>(name: Name, run: Run<Name>) => void;

interface Door {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly pageOrigin: string;
  readonly reportDefect: (error: unknown) => void;
}

/**
 * Makes the one way to answer the window: the sender must be the main frame of our own page, the arguments and the
 * result must fit the contract. Whoever doesn't fit gets a refusal that says why, never a silent `undefined`.
 */
export function makeHandle({ ipcMain, pageOrigin, reportDefect }: Door): Handle {
  return (name, run) => {
    ipcMain.handle(commandChannels[name], async (event, ...received): Promise<IpcAnswer<unknown>> => {
      if (!isOurPage(event, pageOrigin)) return { ok: false, refusal: 'sender.refused' };
      const parsed = commands[name].arguments.safeParse(received);
      if (!parsed.success) return { ok: false, refusal: 'arguments.invalid' };
      try {
        // The schema of this very name has just parsed them.
        const args = parsed.data as ArgumentsOf<typeof name>;
        return { ok: true, value: commands[name].result.parse(await run(...args)) };
      } catch (error) {
        reportDefect(error);
        return { ok: false, refusal: 'internal' };
      }
    });
  };
}

function isOurPage(event: IpcMainInvokeEvent, pageOrigin: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isWithin(frame.url, pageOrigin);
}
