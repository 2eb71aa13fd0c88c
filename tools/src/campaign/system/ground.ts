/** A folder for one campaign, and the order in which everything in it ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UndoStack } from '../../start/undo-stack.ts';
import type { SystemUnderTest } from './system-under-test.ts';

export type CampaignGround = {
  readonly folder: string;
  readonly undo: UndoStack;
  readonly stop: () => Promise<void>;
};

/** The folder is named so that a later test run clears up after a killed one. Where opening throws, nothing is left. */
export async function openGround(
  open: (ground: CampaignGround) => Promise<SystemUnderTest>,
): Promise<SystemUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), `foyer-test-${process.pid}-`));
  const undo = new UndoStack((sentence) => console.error(sentence));
  undo.add('The folder', () => rm(folder, { recursive: true, force: true }));
  let stopping: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => void (await (stopping ??= undo.undoAll()));
  try {
    return await open({ folder, undo, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}
