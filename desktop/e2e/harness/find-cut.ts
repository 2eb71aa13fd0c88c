/**
 * Runs inside the page and knows nothing of this file. Brings every text and every control into the window as a person
 * could, by scrolling what scrolls, and answers which of them stay outside, are covered, or are cut off where they stand.
 */
export function findCut(): readonly string[] {
  const room = 1;
  const found: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  const isShown = (element: Element): boolean => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return style.visibility === 'visible' && box.width > 2 && box.height > 2;
  };
  /** Drawn into a place of no size, for those who listen. */
  const isForEars = (element: Element): boolean => {
    for (let place: Element | null = element; place; place = place.parentElement) {
      const { width, height } = place.getBoundingClientRect();
      if (width <= 2 && height <= 2 && getComputedStyle(place).overflow === 'hidden') return true;
    }
    return false;
  };
  const isForEyes = (element: Element): boolean =>
    element.closest('.visually-hidden, [data-react-aria-prevent-focus], .seat-map, [aria-hidden="true"]') ===
      null &&
    isShown(element) &&
    !isForEars(element);
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
  const isCut = (element: Element): boolean => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cutsX = overflowX === 'hidden' || overflowX === 'clip';
    const cutsY = overflowY === 'hidden' || overflowY === 'clip';
    return (
      (cutsX && element.scrollWidth > element.clientWidth + room) ||
      (cutsY && element.scrollHeight > element.clientHeight + room)
    );
  };
  const isInside = ({ left, right, top, bottom }: DOMRect): boolean =>
    left >= -room && top >= -room && right <= innerWidth + room && bottom <= innerHeight + room;
  /** What has been moved and nobody could scroll back. */
  const slipped = (): readonly Element[] =>
    [...document.querySelectorAll('*')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const slipsX = element.scrollLeft !== 0 && overflowX !== 'auto' && overflowX !== 'scroll';
      const slipsY = element.scrollTop !== 0 && overflowY !== 'auto' && overflowY !== 'scroll';
      return isShown(element) && element.localName !== 'input' && (slipsX || slipsY);
    });
  const dialog = document.querySelector('[role="dialog"], [role="alertdialog"]');
  const root: Element = dialog ?? document.body;
  const controls =
    'button, a[href], label, input:not([type="checkbox"], [type="radio"]), [tabindex="0"], [role="option"], [role^="menuitem"]';
  const wanted = [...root.querySelectorAll('*')].filter(
    (element) => isForEyes(element) && (element.matches(controls) || hasText(element)),
  );
  for (const element of wanted) {
    if (isCut(element)) found.push(`cut: ${nameOf(element)}`);
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = element.getBoundingClientRect();
    const isControl = element.matches(controls);
    // A row of a table may be wider than its place, and a menu higher: what is in them is looked at by itself.
    if (element.matches('[role="row"], [role="menu"]')) continue;
    if (!isInside(box)) {
      // A long text is read by scrolling; what is wider than the window is not.
      const isLong = box.height > innerHeight && box.left >= -room && box.right <= innerWidth + room;
      if (!isLong) found.push(`outside: ${nameOf(element)}`);
      continue;
    }
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    // A click on its label is one on the control.
    const place = element.closest('label') ?? element;
    const isOnTop = top !== null && (place.contains(top) || top.contains(element));
    if (isControl && !isOnTop) found.push(`covered: ${nameOf(element)} by ${top ? nameOf(top) : 'nothing'}`);
  }
  found.push(...slipped().map((element) => `slipped: ${nameOf(element)}`));
  return [...new Set(found)];
}
