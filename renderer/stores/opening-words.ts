import type { OpeningSession } from '../../shared/ipc/requests/home.ts';
import { formatSessionDate } from '../format/times.ts';

/** `Continuing Simulated session… 10:32 of 14:12`, with the days where it takes more than one. */
export function openingWords(opening: Pick<OpeningSession, 'name' | 'continued' | 'at' | 'until'>): string {
  const { name, continued } = opening;
  const way = wayWords(opening);
  return `${continued ? 'Continuing' : 'Opening'} ${name}…${way === null ? '' : ` ${way}`}`;
}

/** `10:32 of 14:12`; null where it is not known how far it goes. */
function wayWords({ at, until }: Pick<OpeningSession, 'at' | 'until'>): string | null {
  if (at === null || until === null) return null;
  const [here, there] = [at.wallTime.slice(0, 5), until.wallTime.slice(0, 5)];
  if (at.date === until.date) return `${here} of ${there}`;
  return `${formatSessionDate(at.date)} ${here} of ${formatSessionDate(until.date)} ${there}`;
}
