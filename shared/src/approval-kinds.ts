import { z } from 'zod';

/**
 * What a manager may approve: a refund over the limit, a seat given away, another price, a choice against the orphan
 * rule, a drawer opened without a sale, a sale taken back, cash paid out of a drawer.
 */
export const ApprovalKind = z.enum(['REFUND', 'COMP', 'PRICE', 'ORPHAN', 'NO_SALE', 'VOID', 'PAY_OUT']);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

/** PENDING until a manager decides; a GRANTED one is USED once. */
export const ApprovalStatus = z.enum(['PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'USED']);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** Prices that are not the list's: given away, or lower. */
export const AdjustmentKind = ApprovalKind.extract(['COMP', 'PRICE']);
export type AdjustmentKind = z.infer<typeof AdjustmentKind>;
