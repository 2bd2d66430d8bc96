import type { SessionDate } from '../../../shared/domain/time.ts';

/** An unbroken run of sessions: from <= date < before. */
export interface Stretch {
  readonly from: SessionDate;
  readonly before: SessionDate;
}

/** Sessions as stretches in order that neither overlap nor touch. */
export type Stretches = readonly Stretch[];

/** Both together. */
export function united(stretches: Stretches, added: Stretch): Stretches {
  if (!(added.from < added.before)) return stretches;
  let { from, before } = added;
  const apart: Stretch[] = [];
  for (const each of stretches) {
    if (each.before < from || each.from > before) apart.push(each);
    else {
      if (each.from < from) from = each.from;
      if (each.before > before) before = each.before;
    }
  }
  return [...apart, { from, before }].sort((left, right) => (left.from < right.from ? -1 : 1));
}

/** The first without the second. */
export function without(stretches: Stretches, taken: Stretch): Stretches {
  return stretches.flatMap(({ from, before }) =>
    [
      { from, before: taken.from < before ? taken.from : before },
      { from: taken.before > from ? taken.before : from, before },
    ].filter((each) => each.from < each.before),
  );
}

/** What of a stretch is in none of the others. */
export function missingIn(stretches: Stretches, wanted: Stretch): Stretches {
  return stretches.reduce<Stretches>(
    (left, each) => without(left, each),
    wanted.from < wanted.before ? [wanted] : [],
  );
}

export function holdsDate(stretches: Stretches, date: SessionDate): boolean {
  return stretches.some(({ from, before }) => from <= date && date < before);
}
