import type { Recovery } from '../../../shared/ipc/requests/home.ts';
import { formatCount } from '../../format/numbers.ts';

/** What stands again after the program had ended without being asked to. `timeOf` tells a moment as the computer's clock does. */
export function recoveredWords(recovery: Recovery, timeOf: (instant: number) => string): string {
  const { endedAt, symbols, promoted, locks, positions } = recovery;
  const restored = [
    'layout',
    counted(symbols, 'symbol'),
    `${formatCount(promoted)} promoted`,
    `${counted(locks, 'lock')}, checked against ${counted(positions, 'position')}`,
  ];
  return `Closed unexpectedly ${timeOf(endedAt)}. Restored ${restored.join(', ')}.`;
}

function counted(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}
