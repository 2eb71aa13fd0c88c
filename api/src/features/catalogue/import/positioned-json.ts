import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { ImportFault, JsonPath } from './import-fault.ts';

/** Parsed JSON that still knows on which line each of its values was written. */
export interface PositionedJson {
  readonly value: unknown;
  /** The line, from 1, of the value at the path, or of the nearest value around it that is there. */
  readonly lineOf: (path: JsonPath) => number;
}

export type ReadJson =
  | { readonly ok: true; readonly json: PositionedJson }
  | { readonly ok: false; readonly faults: readonly ImportFault[] };

const mostBytes = 16 * 1024 * 1024;

/** Reads strict JSON: no comments, no trailing commas, no key twice in one object. */
export function readPositionedJson(text: string): ReadJson {
  if (Buffer.byteLength(text) > mostBytes) {
    return refused(1, `is larger than ${mostBytes / 1024 / 1024} MB`);
  }
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') return refused(1, 'is empty');
  const lineAt = lineFinder(source);
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // The parser descends by recursion; only absurd nesting exhausts the stack.
    if (error instanceof RangeError) return refused(1, 'is not a catalogue: it is nested too deeply');
    throw error;
  }
  if (errors.length > 0 || root === undefined) {
    const faults = errors.map(({ error, offset }) => ({
      line: lineAt(offset),
      path: '',
      message: `is not JSON: ${wordsOf(printParseErrorCode(error))}`,
    }));
    return { ok: false, faults };
  }
  const tree = root;
  const doubled = doubledKeys(tree).map(({ key, offset }) => ({
    line: lineAt(offset),
    path: key,
    message: 'is written twice in one object',
  }));
  if (doubled.length > 0) return { ok: false, faults: doubled };
  const value: unknown = getNodeValue(tree);
  return { ok: true, json: { value, lineOf: (path) => lineAt(offsetOf(tree, path)) } };
}

function refused(line: number, message: string): ReadJson {
  return { ok: false, faults: [{ line, path: '', message }] };
}

/** `ValueExpected` → `value expected`. */
function wordsOf(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function offsetOf(root: Node, path: JsonPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return root.offset;
}

function doubledKeys(node: Node): { key: string; offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key: unknown = child.type === 'property' ? child.children?.[0]?.value : undefined;
    if (typeof key === 'string') {
      if (seen.has(key)) found.push({ key, offset: child.offset });
      seen.add(key);
    }
    found.push(...doubledKeys(child));
  }
  return found;
}
