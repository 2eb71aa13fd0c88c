/** Development secrets: random, made once per data folder, readable by their owner only. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const DevelopmentSecrets = z.object({
  jwtSecret: z.string().min(32),
  googleClientSecret: z.string().min(32),
});
export type DevelopmentSecrets = z.infer<typeof DevelopmentSecrets>;

export async function openSecrets(dataFolder: string): Promise<DevelopmentSecrets> {
  const file = join(dataFolder, 'secrets.json');
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  if (stored !== undefined) return DevelopmentSecrets.parse(JSON.parse(stored));
  const secrets = { jwtSecret: secret(), googleClientSecret: secret() };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  return secrets;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
