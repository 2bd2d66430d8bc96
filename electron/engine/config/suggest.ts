import { editDistance } from '../../../shared/domain/edit-distance.ts';

/** The candidate that is nearest to a mistyped text, where it is near enough to be meant. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const limit = Math.floor(text.length / 3);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) > limit) continue;
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
