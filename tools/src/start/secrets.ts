/** Development secrets: random, made once per data folder, readable by their owner only. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readKept, writeWhole } from '../kept-file.ts';

const DevelopmentSecrets = z.object({
  jwtSecret: z.string().min(32),
  googleClientSecret: z.string().min(32),
});
export type DevelopmentSecrets = z.infer<typeof DevelopmentSecrets>;

export async function openSecrets(dataFolder: string): Promise<DevelopmentSecrets> {
  const file = join(dataFolder, 'secrets.json');
  const stored = await readKept(file, (text) => DevelopmentSecrets.parse(JSON.parse(text)));
  if (stored !== undefined) return stored;
  const secrets = { jwtSecret: secret(), googleClientSecret: secret() };
  await writeWhole(file, `${JSON.stringify(secrets)}\n`);
  return secrets;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
