import { editDistance } from '../domain/edit-distance.ts';
import type { RuleProblem, Span } from './syntax.ts';

/** Longer words are no slips of the finger. */
const LONGEST_WORD = 40;
const SHORTEST_PART = 3;

/** The known word that a mistyped one most likely meant; undefined where none is near. */
function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD || word === '') return undefined;
  const typed = word.toLowerCase();
  const mostEdits = [0, 0, 1, 2, 2, 2, 2, 2][typed.length] ?? 3;
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - typed.length) > mostEdits && !isPart(typed, candidate)) continue;
    // A part of a word is a weaker hint than a word that is one slip away.
    const edits = Math.min(
      editDistance(typed, candidate.toLowerCase()),
      isPart(typed, candidate) ? 1.5 : Infinity,
    );
    if (edits <= mostEdits && edits < (best?.edits ?? Infinity)) best = { candidate, edits };
  }
  return best?.candidate;
}

function isPart(typed: string, candidate: string): boolean {
  return typed.length >= SHORTEST_PART && candidate.toLowerCase().includes(typed);
}

/** `Unknown indicator 'smaa'; did you mean sma?`, with the edit; without a near word `otherwise` says what there is. */
export function unknownWord(
  what: string,
  word: string,
  span: Span,
  known: readonly string[],
  otherwise: string,
  asWritten: (meant: string) => string = (meant) => meant,
): RuleProblem {
  const meant = nearest(word, known);
  const shown = word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD - 1)}…` : word;
  if (meant === undefined) return { span, message: `Unknown ${what} '${shown}'; ${otherwise}.` };
  const fix = { title: `Change to ${meant}`, span, replacement: asWritten(meant) };
  return { span, message: `Unknown ${what} '${shown}'; did you mean ${meant}?`, fix };
}
