import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutFolder } from './checkout.ts';
import { longest } from './test-order.ts';

test.each(longest)('%s, which is to run early, is there', async (name) => {
  await expect(access(join(checkoutFolder, name))).resolves.toBeUndefined();
});
