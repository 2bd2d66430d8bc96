import type { SessionStatus } from '../../../shared/session/status.ts';
import { phaseWord } from '../../format/words.ts';

const MINUTE = 60_000;

/** `Open, closes in 1 h 47 min`; `Pre-market, opens in 28 min`; on half days with the hour of the close. */
export function phaseSentence(
  status: Pick<SessionStatus, 'phase' | 'now' | 'open' | 'close' | 'halfDay'>,
  closeTime: string,
): string {
  const word = phaseWord(status.phase);
  const half = status.halfDay ? `, half day to ${closeTime}` : '';
  if (status.phase === 'regular') return `${word}${half}, closes in ${duration(status.close - status.now)}`;
  if (status.phase === 'pre' || status.now < status.open) {
    return `${word}${half}, opens in ${duration(status.open - status.now)}`;
  }
  return `${word}${half}`;
}

/** `1 h 47 min`, `12 min`, `under 1 min`: what is left, whole minutes. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / MINUTE);
  if (minutes < 1) return 'under 1 min';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
