const storageKey = 'foyer:sounds';

/** Whether this till may be heard; kept on the machine as its look is. */
export function readSounds(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function keepSounds(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? 'on' : 'off');
}
