import { editDistance } from '../../../shared/domain/edit-distance.ts';

const MOST_EDITS = 2;
const MOST_MATCHES = 3;

/** Up to three of the known words that a mistyped one may have meant, nearest first. */
export function nearMatches(word: string, known: readonly string[]): string[] {
  const typed = word.toLowerCase().replace(/[-\s]+/g, '_');
  return known
    .map((candidate) => ({ candidate, edits: distance(typed, candidate) }))
    .filter(({ edits }) => edits <= MOST_EDITS)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MOST_MATCHES)
    .map(({ candidate }) => candidate);
}

/** Edits between a typed word and a known one; none where the known one begins or ends with the typed one. */
function distance(typed: string, candidate: string): number {
  const partOf = candidate.startsWith(typed) || candidate.endsWith(typed);
  return typed.length > 2 && partOf ? 0 : editDistance(typed, candidate);
}
