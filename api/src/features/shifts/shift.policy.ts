import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { ShiftDraft } from './shift.ts';

/** Whoever works at a till sees and runs its shifts; managers those of every till, also of one that is lost. */
export function requireShiftOf<Shift extends Pick<ShiftDraft, 'tillId'>>(
  { role, tillId }: Pick<Actor, 'role' | 'tillId'>,
  shift: Shift | null,
): Shift {
  if (shift && (shift.tillId === tillId || can(role, 'shift.manage'))) return shift;
  throw new AppError('shift.not-found', {});
}

/** A drawer is counted blind: who will count it does not see what should be in it. */
export function maySeeSums({ role }: Pick<Actor, 'role'>): boolean {
  return can(role, 'shift.view-all');
}

/** Throws shift.state for one that is closed. */
export function requireOpen({ status }: Pick<ShiftDraft, 'status'>): void {
  if (status !== 'OPEN') throw new AppError('shift.state', { state: status });
}
