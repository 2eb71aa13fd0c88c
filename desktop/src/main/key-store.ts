import type { SafeStorage } from 'electron';
import type { KeyStore } from './vault.ts';

/** The system's key store behind safeStorage; Linux's `basic_text` stand-in is plain text and counts as none. */
export function systemKeyStore(safeStorage: SafeStorage): KeyStore {
  return {
    isUsable: () => safeStorage.isEncryptionAvailable() && !isPlainText(safeStorage),
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (sealed) => safeStorage.decryptString(sealed),
  };
}

function isPlainText(safeStorage: SafeStorage): boolean {
  const tells = process.platform === 'linux' && typeof safeStorage.getSelectedStorageBackend === 'function';
  return tells && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}
