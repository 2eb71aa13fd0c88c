import { type ReactNode, useState } from 'react';
import type { PaperJob, PaperJobId } from '../../../bridge/paper.ts';
import { useDevice } from '../../data/device.tsx';
import { usePaper } from '../../data/paper.tsx';
import { ask } from '../../data/session.ts';
import { Button } from '../../ui/button.tsx';
import { troubleWords } from '../paper/paper-words.ts';

/** Prints a page that nobody needs, and says what became of it. */
export function PrinterTest(): ReactNode {
  const { bridge } = useDevice();
  const { printer, jobs } = usePaper();
  const [asked, setAsked] = useState<PaperJobId | null>(null);
  if (!printer) return null;
  const job = jobs.find(({ id }) => id === asked);
  const isOpen = job !== undefined && job.state !== 'PRINTED';
  const print = async (): Promise<void> => setAsked(await ask(bridge.printTestPage()));
  return (
    <div className="settings-test">
      <div className="row">
        <Button isDisabled={isOpen} onPress={() => void print()}>
          Print a test page
        </Button>
        {job?.state === 'WAITING' && job.trouble !== null && (
          <>
            <Button onPress={() => void bridge.retryPaper({ job: job.id })}>Try now</Button>
            <Button tone="quiet" onPress={() => void bridge.dropPaper({ job: job.id })}>
              Don’t print it
            </Button>
          </>
        )}
      </div>
      <p role="status" data-test-page={job?.state}>
        {job ? resultOf(job) : ''}
      </p>
    </div>
  );
}

/** A sentence about the test page. */
export function resultOf({ state, trouble, isConfirmed }: PaperJob): string {
  switch (state) {
    case 'WAITING':
      if (trouble === null) return 'The test page waits for the prints before it.';
      return `Nothing came out: ${troubleWords[trouble]}. It is tried again by itself.`;
    case 'PRINTING':
      if (trouble === null) return 'The test page is being printed.';
      return `The test page stopped: ${troubleWords[trouble]}. It goes on once that is mended.`;
    case 'PRINTED':
      return isConfirmed
        ? 'The printer says that the test page is printed.'
        : 'The printer has taken the test page. It answers no questions: look whether the page came out whole.';
    case 'UNSURE':
      return `Nobody can tell from here whether it came out: ${troubleWords[trouble ?? 'interrupted']}. Answer below.`;
  }
}
