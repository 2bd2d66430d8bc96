import type { DroppedScript, ScriptInfo } from '../../../shared/ipc/requests/scripts.ts';

/** What a script is allowed now, in a word or two. */
export function trustWords({ changed, trusted }: Pick<ScriptInfo, 'changed' | 'trusted'>): string {
  if (trusted) return 'Trusted';
  return changed ? 'Changed since it was trusted' : 'Not trusted';
}

/** The hash in groups of eight, to be compared by eye. */
export function hashWords(sha256: string): string {
  return sha256.replace(/(.{8})(?=.)/g, '$1 ');
}

/** What every script may do, and what none can. */
export const MAY: readonly string[] = [
  'See bars, indicators and sectors of the symbols you watch',
  'Report hits, ask for promotions within your bounds, write into the log',
];
export const MAY_NOT: readonly string[] = [
  'Reach files, the network, other programs, your orders or your locks',
  'Know the real time, or use more than 64 MB or about 250 ms a scan',
];

/** What becomes of a script that was dropped, and what does not. */
export function droppedWords({ file, there, trusted }: DroppedScript): string {
  const trust = trusted
    ? 'You trust these very bytes already.'
    : 'It does not run by that: read it there, then trust it.';
  return there === 'other'
    ? `Another script is called ${file}. Replaced, its scanners find nothing until you trust and use the new one. ${trust}`
    : `A copy is made in the folder of scripts; the file itself stays as it is. ${trust}`;
}

/** A piece of a script's text: as it stands, or the name of a character that is not seen. */
export interface ShownPiece {
  /** Place in the text. */
  readonly at: number;
  readonly text: string;
  readonly isHidden: boolean;
}

/**
 * What is not seen, or turns the order of what is: the text on the screen would not be the text that runs. A mark of
 * its encoding at its very beginning, tabs and the ends of lines are nothing of that kind.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u00a0\u115f\u1160\u3164\uffa0]/gu;
const PLAIN = ['\n', '\r', '\t'];

/** A script's text in pieces, with every character that is not seen by its name: `U+202E`. */
export function shownPieces(text: string): readonly ShownPiece[] {
  const pieces: ShownPiece[] = [];
  let from = text.startsWith('\ufeff') ? 1 : 0;
  const take = (to: number): void => {
    if (to > from) pieces.push({ at: from, text: text.slice(from, to), isHidden: false });
  };
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (index < from || PLAIN.includes(character)) continue;
    take(index);
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    pieces.push({ at: index, text: `U+${code}`, isHidden: true });
    from = index + character.length;
  }
  take(text.length);
  return pieces;
}
