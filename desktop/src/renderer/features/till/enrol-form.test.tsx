import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DeviceProvider } from '../../data/device.tsx';
import { fakeDevice, noTill, ok } from '../../testing/fake-device.tsx';
import { EnrolForm } from './enrol-form.tsx';

afterEach(cleanup);

function open(given = fakeDevice({ till: { ...noTill, keeps: 'memory' } })) {
  render(
    <DeviceProvider device={given.device}>
      <EnrolForm onLeave={() => undefined} />
    </DeviceProvider>,
  );
  return given.asked;
}

test('takes the code as people type it, and only a whole one', () => {
  const asked = open();
  const field = screen.getByLabelText('Code, twelve letters and digits');
  const act = screen.getByRole<HTMLButtonElement>('button', { name: 'Enrol this till' });
  fireEvent.change(field, { target: { value: '7k2m 9qxr' } });
  expect(act.disabled).toBe(true);
  fireEvent.change(field, { target: { value: '7k2m 9qxr 4tbd' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(asked.enrolTill.mock.calls).toEqual([[{ code: '7K2M-9QXR-4TBD' }]]);
});

test('says before that it signs out, and what a machine without a key store forgets', () => {
  open();
  expect(screen.getByText(/You are signed out when it is done/).textContent).toContain(
    'after a restart the till has to be enrolled again',
  );
});

test('says why a code was not taken', async () => {
  const given = fakeDevice({ till: noTill });
  const details = { reason: 'code-unknown' };
  given.asked.enrolTill.mockReturnValue(ok({ kind: 'refused', code: 'till.refused', details }));
  open(given);
  const field = screen.getByLabelText('Code, twelve letters and digits');
  fireEvent.change(field, { target: { value: '7K2M9QXR4TBD' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect((await screen.findByRole('alert')).textContent).toContain('Ask a manager for a new one');
});
