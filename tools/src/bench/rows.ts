import type { Row } from './row.ts';
import { bestAvailable } from './rows/best-available.ts';
import { flood } from './rows/flood.ts';
import { hallSize } from './rows/hall-size.ts';
import { holdEndpoint } from './rows/hold-endpoint.ts';
import { holdMemory } from './rows/hold-memory.ts';
import { holdAgainstKeyPerSeat, holdAgainstSet } from './rows/hold-script.ts';
import { identityVerify } from './rows/identity-verify.ts';
import { oneSeat } from './rows/one-seat.ts';
import { paidSale } from './rows/paid-sale.ts';
import { recovery } from './rows/recovery.ts';
import { salesByNodes } from './rows/sales-by-nodes.ts';
import { seatMap } from './rows/seat-map.ts';

/** Every row, in the order they run. */
export const rows: readonly Row[] = [
  holdEndpoint,
  holdAgainstSet,
  holdAgainstKeyPerSeat,
  seatMap,
  paidSale,
  oneSeat,
  recovery,
  salesByNodes,
  bestAvailable,
  holdMemory,
  hallSize,
  identityVerify,
  flood,
];
