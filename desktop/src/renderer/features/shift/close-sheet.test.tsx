import { CloseRequest } from '@foyer/shared/http/shifts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, problem, renderOnServer } from '../../testing/test-layer.tsx';
import { buildClosedShift, buildShift, buildZ } from '../../testing/test-shifts.ts';
import { CloseSheet } from './close-sheet.tsx';
import { emptyCount } from './count.ts';

afterEach(cleanup);

const counted = { ...emptyCount('shf_1'), pieces: { 5000: '3' }, card: '-2' };
const closed: Answer = [200, { shift: buildClosedShift(), z: buildZ() }];

function open(answers: readonly Answer[]) {
  const [onClosed, onLeave, onDraft] = [vi.fn(), vi.fn(), vi.fn()];
  let turn = 0;
  const { sent } = renderOnServer(
    <CloseSheet shift={buildShift()} till="Front 1" draft={counted} {...{ onClosed, onLeave, onDraft }} />,
    () => answers[turn++] ?? null,
  );
  const confirm = (): void => void fireEvent.click(screen.getByText('Close the shift'));
  return { sent, onClosed, onLeave, onDraft, confirm };
}

test('goes through the fields by Enter and arrows, and takes digits alone', () => {
  const { onDraft } = open([]);
  const [first, second] = screen.getAllByRole('textbox');
  expect(document.activeElement).toBe(first);
  fireEvent.keyDown(first as Element, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  fireEvent.keyDown(second as Element, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(first);
  fireEvent.change(first as Element, { target: { value: '1x2' } });
  expect(onDraft).toHaveBeenCalledWith({ ...counted, pieces: { 5000: '3', 50000: '12' } });
  fireEvent.keyDown(screen.getByLabelText('€0.01'), { key: 'Enter' });
  expect(document.activeElement).toBe(screen.getByLabelText(/^Card total/));
});

test('sends nothing before it was confirmed, then count and card total', async () => {
  const { sent, onClosed, confirm } = open([closed]);
  fireEvent.keyDown(screen.getByLabelText(/^Card total/), { key: 'Enter' });
  await screen.findByText('Nobody can count this shift again', { exact: false });
  expect(sent).toEqual([]);
  confirm();
  await waitFor(() => expect(onClosed).toHaveBeenCalledExactlyOnceWith('shf_1'));
  expect(sent[0]).toMatchObject({ path: '/api/shifts/shf_1/close', body: { cardMinor: -200 } });
  const { count } = CloseRequest.parse(sent[0]?.body);
  expect(count.filter((piece) => piece.count > 0)).toEqual([{ valueMinor: 5_000, count: 3 }]);
});

test('sends the same count with the same key after a lost answer', async () => {
  const { sent, onClosed, confirm } = open([null, closed]);
  fireEvent.click(screen.getByText('That is all…'));
  confirm();
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing is counted twice');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Close the shift'));
  confirm();
  await waitFor(() => expect(onClosed).toHaveBeenCalledOnce());
  expect(sent).toHaveLength(2);
  expect(sent[1]?.key).toBe(sent[0]?.key);
});

test('takes a shift that is closed already for the answer', async () => {
  const { onClosed, confirm } = open([problem(409, 'shift.state', { state: 'CLOSED' })]);
  fireEvent.click(screen.getByText('That is all…'));
  confirm();
  await waitFor(() => expect(onClosed).toHaveBeenCalledOnce());
});

test('goes back by Escape: from the last word to the count, from there to the shift', () => {
  const { onLeave } = open([]);
  fireEvent.click(screen.getByText('That is all…'));
  fireEvent.keyDown(screen.getByText('Close the shift'), { key: 'Escape' });
  expect(onLeave).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByLabelText(/^Card total/), { key: 'Escape' });
  expect(onLeave).toHaveBeenCalledOnce();
});
