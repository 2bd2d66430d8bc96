import { epochMs } from '../../../shared/domain/time.ts';
import type { Calendar } from './contract.ts';

/**
 * Tells the sessions of bars apart: the open of the regular hours, in ms, of the session that holds an
 * instant, its pre-market and post-market too; NaN where none does. Allocates nothing.
 */
export function sessionOpenOf(calendar: Calendar): (startMs: number) => number {
  return (startMs) => calendar.sessionAt(epochMs(startMs))?.open ?? Number.NaN;
}
