/** Two short notes, a fourth apart. */
const NOTES_HZ = [659.3, 880] as const;
const NOTE_SECONDS = 0.09;
const LOUDNESS = 0.12;

let context: AudioContext | undefined;

/** Plays the sound of a hit; soft, and over before the next word is spoken. */
export function playAlert(): void {
  context ??= new AudioContext();
  const audio = context;
  // Until the user has touched the window it may not speak.
  if (audio.state === 'suspended') void audio.resume();
  for (const [place, frequency] of NOTES_HZ.entries()) {
    const begin = audio.currentTime + place * NOTE_SECONDS;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.01);
    gain.gain.linearRampToValueAtTime(0, begin + NOTE_SECONDS);
    tone.connect(gain).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + NOTE_SECONDS);
  }
}
