/** What a cashier does in the hall, by keyboard. */
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** The seat that the keyboard is on. */
export async function cursorSeat(page: Page): Promise<string> {
  return (await page.locator('.seat-map [tabindex="0"]').getAttribute('data-seat')) ?? '';
}

/** How the window draws a seat: free, yours, held, sold … */
export async function lookOf(page: Page, seat: string): Promise<string | null> {
  return page.locator(`[data-seat="${seat}"]`).getAttribute('data-look');
}

export async function expectLook(page: Page, seat: string, look: string): Promise<void> {
  await vi.waitFor(async () => expect(await lookOf(page, seat)).toBe(look), {
    timeout: 20_000,
    interval: 20,
  });
}

/** Takes the seat under the cursor and its free neighbours to the right, by arrow and Space; answers their names. */
export async function takeSeats(page: Page, count: number): Promise<readonly string[]> {
  const taken: string[] = [];
  await page.locator('.seat-map [tabindex="0"]').focus();
  for (let steps = 0; taken.length < count && steps < 40; steps += 1) {
    const seat = await cursorSeat(page);
    if ((await lookOf(page, seat)) === 'free') {
      await page.keyboard.press('Space');
      await expectLook(page, seat, 'yours');
      taken.push(seat);
    }
    if (taken.length < count) await page.keyboard.press('ArrowRight');
  }
  expect(taken).toHaveLength(count);
  return taken;
}

/** Goes to the day after, whose shows all lie ahead whatever time it is now, and opens its show at a place. */
export async function openTomorrowsShow(page: Page, matching: string): Promise<string> {
  const before = await page.locator('.shows-day h2').textContent();
  await page.getByRole('button', { name: 'Next day' }).click();
  const day = page.locator('.shows-day h2');
  await vi.waitFor(async () => expect(await day.textContent()).not.toBe(before));
  const show = page.locator('[data-show]', { has: page.locator(`.availability${matching}`) }).first();
  const id = (await show.getAttribute('data-show')) ?? '';
  await show.click();
  await page.locator(`[data-show="${id}"][aria-current="true"]`).waitFor();
  await page.locator('[data-seat]').first().waitFor();
  return id;
}

/** The shows on screen with the number of their seats, the smallest hall first. */
export async function hallsOfDay(
  page: Page,
): Promise<readonly { readonly show: string; readonly seats: number }[]> {
  const shows = await page.locator('[data-show]').evaluateAll((items) =>
    items.map((item) => ({
      show: item.getAttribute('data-show') ?? '',
      seats: Number(
        /of (\d+)$/.exec(item.querySelector('.availability')?.getAttribute('aria-label') ?? '')?.[1],
      ),
    })),
  );
  return shows.toSorted((one, other) => one.seats - other.seats);
}

/** Goes by the arrow keys to the first seat whose words match, e.g. `standard, available`; answers its name. */
export async function walkTo(page: Page, words: RegExp): Promise<string> {
  const seats = await page
    .locator('.seat-map [data-seat]')
    .evaluateAll((all) =>
      all.map(
        (seat) => [seat.getAttribute('data-seat') ?? '', seat.getAttribute('aria-label') ?? ''] as const,
      ),
    );
  const [target = ''] = seats.find(([, label]) => words.test(label)) ?? [];
  expect(target).not.toBe('');
  await page.locator('.seat-map [tabindex="0"]').focus();
  const middle = (seat: string) =>
    page.locator(`[data-seat="${seat}"]`).evaluate((shape) => {
      const { x, y, width, height } = shape.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2, row: /^Row (\S+)/.exec(shape.ariaLabel ?? '')?.[1] };
    });
  const goal = await middle(target);
  for (let steps = 0; (await cursorSeat(page)) !== target && steps < 80; steps += 1) {
    const here = await middle(await cursorSeat(page));
    const along = here.x < goal.x ? 'ArrowRight' : 'ArrowLeft';
    const across = here.y < goal.y ? 'ArrowDown' : 'ArrowUp';
    await page.keyboard.press(here.row === goal.row ? along : across);
  }
  expect(await cursorSeat(page)).toBe(target);
  return target;
}

/** Tomorrow's show with the fewest seats. */
export async function openSmallestHall(page: Page): Promise<void> {
  await openTomorrowsShow(page, '');
  const [smallest] = await hallsOfDay(page);
  await page.locator(`[data-show="${smallest?.show}"]`).click();
  await page.locator(`[data-show="${smallest?.show}"][aria-current="true"]`).waitFor();
  await page.locator('[data-seat]:focus').waitFor();
}

/** A whole sale by keyboard: the two best seats for cash, and on to the next guest. Each key as soon as it can do something. */
export async function sellTwoBest(page: Page): Promise<void> {
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.locator('.pay > .button:not([disabled])').waitFor();
  await page.keyboard.press('F1');
  await page.locator('.pay > .button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.receipt .button-primary:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.seat-map :focus').waitFor();
}
