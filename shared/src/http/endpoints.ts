import type { Endpoint } from '../endpoint.ts';
import {
  decideApproval,
  decideApprovalByPin,
  getApproval,
  listApprovals,
  openDrawer,
  requestApproval,
  withdrawApproval,
} from './approvals.ts';
import { listAuditEntries } from './audit.ts';
import {
  acceptOffer,
  cancelBooking,
  createBooking,
  declineOffer,
  exchangeBooking,
  getBooking,
  payBooking,
  voidBooking,
} from './booking-flow.ts';
import { confirmBooking, listBookings, listMyBookings, refundBooking } from './bookings.ts';
import { getShowtime, listMovies, listShowtimes } from './catalogue.ts';
import { getAdminHealth, getAdminPing, getHealth, getLiveness, getReadiness } from './health.ts';
import {
  forceReleaseHold,
  listMyHolds,
  listSeatLocks,
  lockBestSeats,
  lockSeats,
  offerHold,
  releaseSeats,
  takeOverHold,
} from './holds.ts';
import {
  changeRole,
  disablePerson,
  enablePerson,
  invitePerson,
  listInvitations,
  listPeople,
  withdrawInvitation,
} from './people.ts';
import { erasePerson, exportMe, exportPerson } from './privacy.ts';
import { removePin, setPin, signInByPin } from './pin.ts';
import { reprintTickets } from './reprints.ts';
import { getSeatMap } from './seat-map.ts';
import { endMySession, listMySessions } from './sessions.ts';
import { exchangeCode, finishLogin, getMe, logout, refreshTokens, startLogin } from './sign-in.ts';
import {
  addTill,
  enrolTill,
  getOwnTill,
  issueTillCode,
  listTillPeople,
  listTills,
  revokeTill,
} from './tills.ts';
import { receiveStripeEvent } from './webhooks.ts';

/** Every contract of the API by name: the source of the OpenAPI document and of the meta-tests. */
export const endpoints = {
  getHealth,
  getLiveness,
  getReadiness,
  startLogin,
  finishLogin,
  exchangeCode,
  refreshTokens,
  signInByPin,
  logout,
  getMe,
  setPin,
  removePin,
  listMySessions,
  endMySession,
  listMovies,
  listShowtimes,
  getShowtime,
  getSeatMap,
  lockSeats,
  lockBestSeats,
  listMyHolds,
  releaseSeats,
  listSeatLocks,
  forceReleaseHold,
  offerHold,
  takeOverHold,
  confirmBooking,
  createBooking,
  listMyBookings,
  getBooking,
  payBooking,
  cancelBooking,
  refundBooking,
  voidBooking,
  exchangeBooking,
  acceptOffer,
  declineOffer,
  listBookings,
  reprintTickets,
  requestApproval,
  listApprovals,
  getApproval,
  decideApproval,
  decideApprovalByPin,
  withdrawApproval,
  openDrawer,
  listAuditEntries,
  listPeople,
  listInvitations,
  invitePerson,
  withdrawInvitation,
  changeRole,
  disablePerson,
  enablePerson,
  exportPerson,
  exportMe,
  erasePerson,
  enrolTill,
  getOwnTill,
  listTillPeople,
  listTills,
  addTill,
  issueTillCode,
  revokeTill,
  receiveStripeEvent,
  getAdminPing,
  getAdminHealth,
} as const satisfies Record<string, Endpoint>;
