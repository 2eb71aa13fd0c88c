import type { FoyerBridge } from './contract.ts';

declare global {
  /** The page's window, where preload has put the bridge. */
  interface Window {
    readonly foyer: FoyerBridge;
  }
}
