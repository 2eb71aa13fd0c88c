import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { GoogleSignIn } from './google-sign-in.tsx';

/** In the place of a screen that a session begun by PIN doesn't open. */
export function GoogleNeeded({ title }: { readonly title: string }): ReactNode {
  return (
    <Notice icon={ShieldCheck} title={title} action={<GoogleSignIn isNext />}>
      You signed in by PIN, which is not enough for this. Sign in with Google, and you go on right here.
    </Notice>
  );
}
