import type { Page } from 'playwright-core';

/** Types as a fast person does; the pace of a machine is a scanner's, and the counter keeps that from every field. */
export function typeText(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: 60 });
}
