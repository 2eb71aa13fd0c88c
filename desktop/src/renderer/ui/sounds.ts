import { keptChoice } from './kept-choice.ts';

/** Whether this till may be heard. */
export const {
  read: readSounds,
  keep: keepSounds,
  useValue: useSounds,
} = keptChoice<boolean>({
  storageKey: 'foyer:sounds',
  parse: (kept) => kept !== 'off',
  format: (isOn) => (isOn ? 'on' : 'off'),
});

type Note = readonly [hertz: number, seconds: number];

/** Twice the same, rising: something can still be done. */
export function playWarning(): void {
  play([
    [660, 0.14],
    [880, 0.14],
    [660, 0.14],
    [880, 0.22],
  ]);
}

/** Falling: it is over. */
export function playLapsed(): void {
  play([
    [520, 0.18],
    [390, 0.3],
  ]);
}

/** Short and bright: let them pass. */
export function playAdmitted(): void {
  play([
    [880, 0.09],
    [1320, 0.18],
  ]);
}

/** Low, twice: nobody passes. */
export function playKeptOut(): void {
  play([
    [196, 0.2],
    [196, 0.32],
  ]);
}

const loudness = 0.16;
let context: AudioContext | null = null;

/** Made by the machine itself, so that there is no file to load. A till without a loudspeaker stays silent. */
function play(notes: readonly Note[]): void {
  if (!readSounds() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  // Where it was put to sleep; refused, there is nothing to hear.
  void context.resume().catch(() => undefined);
  let at = context.currentTime + 0.02;
  for (const [hertz, seconds] of notes) {
    playNote(context, { hertz, from: at, until: at + seconds });
    at += seconds + 0.04;
  }
}

interface PlacedNote {
  readonly hertz: number;
  readonly from: number;
  readonly until: number;
}

function playNote(audio: AudioContext, { hertz, from, until }: PlacedNote): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  // A tone that begins and ends at once clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
  volume.gain.setValueAtTime(loudness, until - 0.03);
  volume.gain.linearRampToValueAtTime(0, until);
  tone.connect(volume).connect(audio.destination);
  tone.start(from);
  tone.stop(until);
}
