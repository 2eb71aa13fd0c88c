import '../app/strict-zod.ts';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { GuestBridge } from '../../bridge/guest.ts';
import { GuestScreen } from './guest-screen.tsx';

declare global {
  interface Window {
    /** On the guest's page alone, which has nothing else. */
    readonly foyerGuest: GuestBridge;
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('the page lacks its root');
createRoot(root).render(
  <StrictMode>
    <GuestScreen bridge={window.foyerGuest} />
  </StrictMode>,
);
