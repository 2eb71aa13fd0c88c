import type { TillPerson } from '@foyer/shared/http/tills';
import { CloudOff, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorOf } from '../../data/device.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { GoogleSignIn } from '../sign-in/google-sign-in.tsx';
import { PinDesk } from './pin-desk.tsx';
import './till.css';
import { useTillPeople } from './use-till-people.ts';

interface TillPeopleProps {
  /** Who is here now, and so stands first; null while nobody is. */
  readonly current?: string | null;
  /** What happens, in the words of the button. */
  readonly act: (name: string, isCurrent: boolean) => string;
  readonly onSwitched?: () => void;
}

/** The ways in at a till: by PIN for its people, by Google for everybody, which is the next key while no PIN works. */
export function TillPeople(props: TillPeopleProps): ReactNode {
  const { answer, askNow } = useTillPeople();
  return (
    <>
      <ByPin {...props} answer={answer} askNow={askNow} />
      <GoogleSignIn isNext={answer?.kind === 'people' && answer.people.length === 0} />
    </>
  );
}

function ByPin({
  current = null,
  act,
  onSwitched,
  answer,
  askNow,
}: TillPeopleProps & ReturnType<typeof useTillPeople>): ReactNode {
  if (answer === null) return <Skeleton lines={3} label="Looking for the people of this till" />;
  if (answer.kind !== 'people')
    return (
      <Notice
        icon={CloudOff}
        title="Nobody can sign in by PIN now"
        tone="trouble"
        action={<Button onPress={askNow}>Try again</Button>}
      >
        {textOf(errorOf(answer))}
      </Notice>
    );
  if (answer.people.length === 0)
    return (
      <Notice icon={KeyRound} title="No PIN works here yet">
        Sign in with Google, then set a PIN under your name at the top. From then on it opens this till.
      </Notice>
    );
  return (
    <PinDesk
      people={currentFirst(answer.people, current)}
      current={current}
      act={act}
      onTried={askNow}
      onSwitched={onSwitched}
    />
  );
}

function currentFirst(people: readonly TillPerson[], current: string | null): readonly TillPerson[] {
  return [...people.filter(({ id }) => id === current), ...people.filter(({ id }) => id !== current)];
}
