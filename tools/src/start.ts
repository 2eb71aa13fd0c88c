/** `npm start` and `npm run dev`: the whole box office on this machine until Ctrl-C. */
import { demoAccounts } from './identity-provider/accounts.ts';
import { listenForInterruption } from './start/interruption.ts';
import { openFoyer } from './start/open-foyer.ts';
import { readStartOptions } from './start/options.ts';
import { UndoStack } from './start/undo-stack.ts';

const say = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

async function main(): Promise<number> {
  const interruption = listenForInterruption(say);
  const undo = new UndoStack(complain);
  let code = 0;
  try {
    const options = readStartOptions(process.argv.slice(2));
    const foyer = await openFoyer({ options, undo, interruption, say, complain });
    say(invitation(foyer.url));
    const broken = await Promise.race([foyer.broken, interruption.asked]);
    if (typeof broken === 'string') {
      interruption.check();
      throw new Error(broken);
    }
  } catch (error) {
    // Ctrl-C also ends the builders and fetchers we wait for; their complaints are no news then.
    if (!interruption.isAsked()) {
      complain(error instanceof Error ? error.message : String(error));
      code = 1;
    }
  }
  if (!(await undo.undoAll())) code = 1;
  if (code === 0) say('Stopped in order.');
  return code;
}

function invitation(url: string): string {
  const accounts = demoAccounts.map(({ email }) => email.replace('example.test', '')).join(', ');
  return (
    `Foyer serves at ${url}; accounts ${accounts}example.test: press "Sign in" in the counter and choose one ` +
    `(by HTTP: ${url}/api/auth/google/login with login_hint=cashier@example.test); Ctrl-C stops everything.`
  );
}

process.exit(await main());
