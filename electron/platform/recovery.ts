import type { Recovery } from '../../shared/ipc/requests/home.ts';
import type { SessionMark } from './position-file.ts';
import type { OpenedSession } from './session-factory.ts';

/** Of one kind; more are counted. */
const NAMED = 12;

/** What was brought back after the program had ended without being asked to. `mark`: the last sign of life. */
export function recoveryOf({ live, kept }: OpenedSession, mark: SessionMark | null): Recovery {
  const { promotedCount, symbolCount } = live.view.status();
  return {
    endedAt: mark?.savedAt ?? Date.now(),
    symbols: symbolCount,
    promoted: promotedCount,
    locks: live.view.locks().length,
    positions: live.positions.positions().length,
    details: detailsOf(live),
    differences: [...kept.differences],
  };
}

function detailsOf({ view, positions }: OpenedSession['live']): string[] {
  const { sessionName, sessionDate, wallTime } = view.status();
  const locks = view
    .locks()
    .map(({ symbol, holder, reason }) =>
      holder.kind === 'position' ? `${symbol} (position ${holder.id})` : `${symbol} (${reason})`,
    );
  // One whose order waits has nothing yet.
  const held = positions
    .positions()
    .flatMap(({ symbol, quantity }) => (quantity === 0 ? [] : [`${symbol} ${formatQuantity(quantity)}`]));
  const promoted = view.promoted().map(({ symbol }) => symbol);
  return [
    `${sessionName} stands at ${wallTime} on ${sessionDate}.`,
    ...listed('Locks', locks),
    ...listed('Positions', held),
    ...listed('Promoted', promoted),
  ];
}

function formatQuantity(quantity: number): string {
  return quantity < 0 ? `−${-quantity}` : `${quantity}`;
}

/** `Locks: AAPL (earnings), IBM (by hand)`; nothing where there are none. */
function listed(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - NAMED;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return [`${title}: ${names.slice(0, NAMED).join(', ')}${more}`];
}
