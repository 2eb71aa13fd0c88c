interface Released {
  readonly key: string;
  readonly event: KeyboardEvent;
  readonly target: EventTarget | null;
  readonly up: KeyboardEvent | null;
}

/** Does what the key would have done at its time: tells whoever listens, and types its character where one can type. */
export function releaseKey(document: Document, { key, event, target, up }: Released): void {
  const place = placeOf(document, target);
  const isHere = document.activeElement === place;
  const goesOn = place.dispatchEvent(again('keydown', event));
  // As a browser does: whoever listens may first send the keyboard into a field, and the character goes there.
  if (goesOn && isHere) type(document, () => insert(document, key));
  if (up) place.dispatchEvent(again('keyup', up));
}

/** Tells of a key where the keyboard is by now; the page alone acts on it. */
export function sendOn(document: Document, event: KeyboardEvent): void {
  placeOf(document, null).dispatchEvent(again('keydown', event));
}

/** Takes back the one character that a key has typed. */
export function takeBack(document: Document, target: EventTarget | null): void {
  const place = placeOf(document, target);
  const erase = new KeyboardEvent('keydown', {
    key: 'Backspace',
    code: 'Backspace',
    bubbles: true,
    cancelable: true,
  });
  const isHere = document.activeElement === place;
  if (place.dispatchEvent(erase) && isHere) type(document, () => command(document, 'delete'));
}

/** Where the keyboard was, or is, should that be gone. */
function placeOf(document: Document, target: EventTarget | null): Element {
  if (target instanceof Element && target.isConnected) return target;
  return document.activeElement ?? document.body;
}

function again(kind: 'keydown' | 'keyup', event: KeyboardEvent): KeyboardEvent {
  const { key, code, location, shiftKey, ctrlKey, altKey, metaKey } = event;
  const held = { shiftKey, ctrlKey, altKey, metaKey };
  return new KeyboardEvent(kind, {
    key,
    code,
    location,
    ...held,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
}

function type(document: Document, act: () => void): void {
  const place = document.activeElement;
  if (place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement) act();
}

function insert(document: Document, text: string): void {
  command(document, 'insertText', text);
}

/** The one way to type for somebody that minds the longest length, the selection and undoing. */
function command(document: Document, name: string, text?: string): void {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing has come in its place, and browsers keep it
  document.execCommand(name, false, text);
}
