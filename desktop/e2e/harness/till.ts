/** What people do at an enrolled till, by keyboard. */
import { addTill, issueTillCode } from '@foyer/shared/http/tills';
import { signIn as signInOverHttp } from '@foyer/tools/sign-in/sign-in';
import { ApiClient } from '@foyer/tools/smoke/api-client';
import type { Page } from 'playwright-core';

export interface NewTill {
  readonly code: string;
  /** A code for another device in its place. */
  readonly nextCode: () => Promise<string>;
}

/** A till that waits for its device, as a manager adds one. */
export async function addTillOverHttp(apiUrl: string, name: string): Promise<NewTill> {
  const api = new ApiClient(apiUrl);
  const { accessToken: token } = await signInOverHttp(apiUrl, 'manager@example.test');
  const { code, till } = await api.call(addTill, addTill.replies[201], { body: { name }, token });
  return {
    code,
    nextCode: async () =>
      (await api.call(issueTillCode, issueTillCode.replies[200], { params: { id: till.id }, token })).code,
  };
}

/** Types a code on the sign-in screen. */
export async function enrol(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code, twelve letters and digits');
  if (!(await field.isVisible())) await page.getByRole('button', { name: 'Enrol this till…' }).click();
  await field.fill(code);
  await page.keyboard.press('Enter');
}

export async function openAccountMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

export async function setOwnPin(page: Page, pin: string): Promise<void> {
  await openAccountMenu(page, 'My PIN…');
  await page.getByLabel('4 to 8 digits').fill(pin);
  await page.getByLabel('The same again').fill(pin);
  await page.keyboard.press('Enter');
}

/** Digits go to the PIN by themselves, once this person is the chosen one. */
export async function enterPin(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('option', { name, selected: true }).waitFor();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

/** When the window first shows these words, by the machine's clock: taken in the page, where no harness is slow. */
export function momentOf(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (!document.body.textContent?.includes(text)) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        look();
      }),
    words,
  );
}

/** When the last answer to a request whose address ends like this was there, by the same clock. */
export function answeredAt(page: Page, ending: string): Promise<number> {
  return page.evaluate((end) => {
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith(end));
    const last = asked.at(-1) as PerformanceResourceTiming | undefined;
    return performance.timeOrigin + (last?.responseEnd ?? Number.NaN);
  }, ending);
}
