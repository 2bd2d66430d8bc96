import type { LastSession } from '../../../shared/ipc/requests/home.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatSessionDate } from '../../format/times.ts';

const MODES: Record<LastSession['mode'], string> = {
  simulated: 'Simulation',
  replay: 'Replay',
  live: 'Live session',
};
const HOUR_MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** `Replay of Wed 9 Oct 2013 at 14:12:12. 483 symbols, 7 promoted, 4 locked.` */
export function describeLast(last: LastSession): string {
  const { mode, sessionDate, wallTime, symbols, promoted, locked } = last;
  const counted = `${formatCount(symbols)} ${symbols === 1 ? 'symbol' : 'symbols'}`;
  return `${MODES[mode]} of ${formatSessionDate(sessionDate)} at ${wallTime}. ${counted}, ${promoted} promoted, ${locked} locked.`;
}

/** `Saved today 17:40`, `Saved Fri 1 Aug 17:40`, in the zone of this computer. */
export function savedWords(savedAt: number, now: number): string {
  const saved = new Date(savedAt);
  const time = saved.toLocaleTimeString('en-GB', HOUR_MINUTE);
  if (saved.toDateString() === new Date(now).toDateString()) return `Saved today ${time}`;
  const day = saved
    .toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
    .replace(',', '');
  return `Saved ${day} ${time}`;
}
