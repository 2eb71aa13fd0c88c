/** How the refusals of handing out and erasing personal data are brought about. */
import { createBooking } from '@foyer/shared/http/booking-flow';
import { lockBestSeats } from '@foyer/shared/http/holds';
import { erasePerson, exportPerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { UserId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { shows } from './cinema.ts';
import { unfit } from './provocations-of-rules.ts';
import type { Provoke } from './provocation-steps.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;

const nobody = { params: { id: UserId.parse('usr_never') } };
const body = { reason: 'a test' };

export const ofPrivacy: Readonly<Record<string, Provocations>> = {
  exportPerson: {
    'person.not-found': async ({ box }) =>
      (await (await box.signIn('ADMIN')).call(exportPerson, nobody)).code,
  },
  erasePerson: {
    'request.unfit': unfit.erasePerson,
    'person.not-found': async ({ box }) =>
      (await (await box.signIn('ADMIN')).call(erasePerson, { ...nobody, body })).code,
    'people.rule': async ({ box }) => {
      const ada = await box.signIn('ADMIN');
      const { id } = (await ada.call(getMe)).body.user;
      return (await ada.call(erasePerson, { params: { id }, body })).code;
    },
    'person.has-bookings': async ({ box }) => {
      const guest = await box.signIn('has-bookings@example.test');
      const { id } = (await guest.call(getMe)).body.user;
      const held = await guest.call(lockBestSeats, { params: { id: shows.other }, body: { count: 1 } });
      await guest.call(createBooking, { body: { holdId: held.body.hold.id } });
      return (await (await box.signIn('ADMIN')).call(erasePerson, { params: { id }, body })).code;
    },
  },
};
