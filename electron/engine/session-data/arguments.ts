import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { LOCK_HOLDER_KINDS, type LockHolder } from '../../../shared/domain/lock.ts';
import type { BarsQuery } from './bar-view.ts';

/*
 * What SessionData checks before it changes anything. Its callers are not all typed: a user's script can pass
 * whatever it likes, and is told by name what was wrong.
 */

/** Throws InvalidArgumentError for what is no number of trading days. */
export function checkDays(days: number): void {
  if (!Number.isInteger(days) || days < 1) {
    throw new InvalidArgumentError('days', days, 'a whole number of trading days, 1 or more');
  }
}

/** Throws InvalidArgumentError for a text that is empty, or no text at all. */
export function checkText(argument: string, text: string, allowed: string): void {
  if (typeof text !== 'string' || text.trim() === '') throw new InvalidArgumentError(argument, text, allowed);
}

/** Throws InvalidArgumentError for a holder of no known kind, or without an identity. */
export function checkHolder(holder: LockHolder): void {
  const kind = holder?.kind;
  if (!LOCK_HOLDER_KINDS.includes(kind)) {
    throw new InvalidArgumentError('holder.kind', kind, LOCK_HOLDER_KINDS.join(', '));
  }
  checkText('holder.id', holder.id, 'a name that is not empty');
}

/** Throws InvalidArgumentError for a bound, a count, hours or a filling that there is not. */
export function checkQuery({ from, to, last, hours = 'regular', fill = 'forward' }: BarsQuery): void {
  for (const [argument, bound] of Object.entries({ from, to })) {
    if (bound !== undefined && (typeof bound !== 'number' || Number.isNaN(bound))) {
      throw new InvalidArgumentError(argument, bound, 'an instant in epoch ms');
    }
  }
  if (last !== undefined && (!Number.isInteger(last) || last < 0)) {
    throw new InvalidArgumentError('last', last, 'a whole number of bars, 0 or more');
  }
  if (hours !== 'regular' && hours !== 'all') throw new InvalidArgumentError('hours', hours, 'regular, all');
  if (fill !== 'forward') throw new InvalidArgumentError('fill', fill, 'forward, or nothing');
}
