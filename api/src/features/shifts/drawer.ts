import { ShiftId, TillId } from '@foyer/shared/ids';
import { z } from 'zod';

/** Whose drawer money went into or came out of: a till's, in the shift that was open there. */
export const Drawer = z.object({ tillId: TillId, shiftId: ShiftId });
export type Drawer = z.infer<typeof Drawer>;
