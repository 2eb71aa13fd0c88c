/**
 * Keeps what `make` makes, by key and for good: for keys of which there are few, such as time zones and currencies. Making
 * a formatter of Intl takes a hundred times as long as formatting.
 */
export function madeOnce<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
