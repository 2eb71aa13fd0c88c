import { Blob } from 'node:buffer';
import { transform } from 'receiptline';
import type { Sheet } from './escpos.ts';

// receiptline names its picture by one; Node 16 (Electron 22) has it in its module only.
globalThis.Blob ??= Blob;

/** The same mark-up as a picture. It loads nothing: the typeface that it would fetch from elsewhere is left out. */
export function previewOf(markUp: string, { columns, encoding }: Sheet): string {
  const svg = transform(markUp, { cpl: columns, encoding, spacing: true, command: 'svg' });
  return svg.replace(/<style[^]*?<\/style>/, '');
}
