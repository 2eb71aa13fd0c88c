interface Released {
  readonly key: string;
  readonly event: KeyboardEvent;
  readonly target: EventTarget | null;
  readonly up: KeyboardEvent | null;
}

/** Does what the key would have done at its time: tells whoever listens, and types its character where one can type. */
export function releaseKey(document: Document, { key, event, target, up }: Released): void {
  const place = placeOf(document, target);
  if (place.dispatchEvent(again('keydown', event))) type(document, place, () => insert(document, key));
  if (up) place.dispatchEvent(again('keyup', up));
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
  if (place.dispatchEvent(erase)) type(document, place, () => command(document, 'delete'));
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

function type(document: Document, place: Element, act: () => void): void {
  const canType = place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement;
  if (canType && document.activeElement === place) act();
}

function insert(document: Document, text: string): void {
  command(document, 'insertText', text);
}

/** The one way to type for somebody that minds the longest length, the selection and undoing. */
function command(document: Document, name: string, text?: string): void {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing has come in its place, and browsers keep it
  document.execCommand(name, false, text);
}
