import { formatMoney, sumMinor } from '@foyer/shared/money';
import { seatRuns } from '../../approvals/approval-words.ts';
import { backMinor, type Due, type Stage, underWay } from './due.ts';
import { cashMinor } from './tender-plan.ts';

export interface StageWords {
  readonly title: string;
  readonly text: string;
}

/** What a cashier reads while money is under way, or came too late. */
export function stageWords(due: Due, stage: Exclude<Stage, { kind: 'choose' | 'sold' }>): StageWords {
  if (due.act === 'stop') return { title: 'Stopping the payment', text: 'The terminal is told to end it.' };
  if (due.isSilent && stage.kind !== 'ended')
    return {
      title: 'No answer from the server',
      text: 'Whether the card has paid isn’t known yet. Do not charge again: this keeps asking by itself.',
    };
  const { booking, wanted } = due;
  const money = (amountMinor: number): string => formatMoney(amountMinor, booking.currency);
  switch (stage.kind) {
    case 'sending':
    case 'waiting': {
      const payments = underWay(due);
      const cash = cashMinor(payments);
      const all = sumMinor(payments.map(({ amountMinor }) => amountMinor));
      if (all === cash) return { title: 'Booking', text: `${money(cash)} in cash.` };
      const aside =
        cash > 0 ? ` Keep the ${money(cash)} in cash aside: they count once the card has paid.` : '';
      return stage.kind === 'sending'
        ? { title: 'Sending it to the terminal', text: `${money(all - cash)} by card.${aside}` }
        : { title: 'Waiting for the guest’s card', text: `${money(all - cash)} is on the terminal.${aside}` };
    }
    case 'asking':
      return {
        title: 'Asking the terminal',
        text: stage.isOver
          ? 'The time for these seats is over, and the terminal has not said whether the card paid. Do not charge again: money that did move buys seats or goes back by itself.'
          : 'It has not said yet whether the card has paid: the line broke, or the guest is not done. Do not charge again: this goes on by itself.',
      };
    case 'late':
      return {
        title: 'The money came too late',
        text: `${seatRuns(wanted)} had been given up by then. The server looks for other seats.`,
      };
    case 'offer':
      return {
        title: 'Other seats for the money',
        text: `The card paid too late, and ${seatRuns(wanted)} went to somebody else. Kept for this guest now: ${seatRuns(stage.offer.seats)}, for the same price.`,
      };
    case 'ended':
      return { title: endTitles[booking.status] ?? 'Not sold', text: endText(due, money) };
  }
}

const endTitles: Partial<Record<Due['booking']['status'], string>> = {
  CANCELLED: 'Given up',
  EXPIRED: 'The time to pay is over',
};

function endText({ booking }: Due, money: (amountMinor: number) => string): string {
  const back = backMinor(booking);
  const seats = 'Nothing was sold, and the seats are free again.';
  if (back === 0) return `${seats} No card has paid.`;
  if (booking.refunds.some(({ state }) => state === 'FAILED'))
    return `${seats} ${money(back)} could not be sent back yet. It is tried again by itself; a manager sees it in the bookings.`;
  const isDone = booking.refunds.every(({ state }) => state === 'DONE');
  return `${seats} ${money(back)} ${isDone ? 'went' : 'goes'} back to the card.`;
}
