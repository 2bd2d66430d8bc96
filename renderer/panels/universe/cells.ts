import '../../components/lock-toggle.css';
import '../../components/sparkline.css';
import { sparkShape } from '../../components/spark-line.ts';
import { type LockLook, lockLook } from '../../format/locks.ts';
import { drawnCell, iconElement, svgElement, textElement } from '../../grids/drawn-cell.ts';
import { toggleLock, useLockState } from '../../stores/lock-commands.ts';
import { useSession } from '../../stores/session-store.ts';
import { useSparks } from '../../stores/sparks-store.ts';
import { locksOf } from '../../stores/symbol-locks.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { rowLabel } from './row-label.ts';

/** Symbol, and the padlock that says who holds it; an open one is drawn where the hand is. */
export const SymbolCell = drawnCell<SymbolRow>({
  signature: (row) => `${labelOf(row)}\n${lockOf(row).title}`,
  draw: (element, row, cell) => {
    const look = lockOf(row);
    element.className = 'symbol-cell';
    element.replaceChildren(textElement('', row.symbol));
    if (look.state !== 'unlocked') element.append(padlock(look));
    cell.setAttribute('aria-label', labelOf(row));
  },
});

/** Offers an open padlock on the row under the pointer or the focus, and presses every padlock; returns what ends it. */
export function offerPadlocks(host: HTMLElement, rowOf: (id: string) => SymbolRow | undefined): () => void {
  const ending = new AbortController();
  const rowUnder = ({ target }: Event) =>
    target instanceof Element ? rowOf(target.closest('.ag-row')?.getAttribute('row-id') ?? '') : undefined;
  const offer = (event: Event) => {
    const row = rowUnder(event);
    if (row === undefined) return;
    const cell = host.querySelector(`[row-id="${CSS.escape(row.symbol)}"] .symbol-cell`);
    if (cell?.querySelector('button') === null) cell.append(padlock(lockOf(row)));
  };
  const press = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest('button.lock-toggle') : null;
    const row = rowUnder(event);
    if (row !== undefined && button instanceof HTMLElement) toggleLock(row.symbol, button);
  };
  host.addEventListener('pointerover', offer, { signal: ending.signal });
  host.addEventListener('focusin', offer, { signal: ending.signal });
  host.addEventListener('click', press, { signal: ending.signal });
  return () => ending.abort();
}

/** The newest bars as a neutral line with an end dot, as Sparkline draws it. */
export const SparkCell = drawnCell<SymbolRow>({
  signature: (row) => `${versionOf(useSparks.getState().closes.get(row.symbol))} ${directionOf(row)}`,
  draw: (element, row) => {
    element.className = 'spark-cell';
    element.replaceChildren(...spark(useSparks.getState().closes.get(row.symbol), directionOf(row)));
  },
});

function labelOf(row: SymbolRow): string {
  const { snapshot } = useSession.getState();
  return snapshot === null
    ? row.symbol
    : rowLabel(row, locksOf(snapshot.locks, row.symbol), snapshot.status.now);
}

function lockOf({ symbol }: SymbolRow): LockLook {
  const { snapshot } = useSession.getState();
  const pending = useLockState.getState().pending.get(symbol) ?? null;
  const locks = snapshot === null ? [] : locksOf(snapshot.locks, symbol);
  return lockLook(symbol, locks, pending, snapshot?.status.sessionDate ?? '');
}

function padlock(look: LockLook): HTMLElement {
  const icon = look.state === 'pending' ? 'loading' : look.state === 'unlocked' ? 'unlock' : 'lock';
  const button = document.createElement('button');
  button.type = 'button';
  // The row is the stop of the keyboard; its key is Ctrl+L.
  button.tabIndex = -1;
  button.className = `lock-toggle is-${look.state}`;
  button.title = look.title;
  button.setAttribute('aria-label', look.title);
  button.append(iconElement(icon));
  if (look.holders > 1 && look.state !== 'pending') button.append(textElement('', String(look.holders)));
  return button;
}

const SPARK = { width: 48, height: 16 };

function spark(closes: Float64Array | undefined, direction: string): readonly Node[] {
  const shape = closes === undefined ? undefined : sparkShape(closes, SPARK.width, SPARK.height);
  if (shape === undefined) return [];
  const svg = svgElement('svg', {
    class: 'sparkline',
    width: `${SPARK.width}`,
    height: `${SPARK.height}`,
    'aria-hidden': 'true',
  });
  if (shape.points !== '') svg.append(svgElement('polyline', { points: shape.points }));
  svg.append(svgElement('circle', { class: direction, cx: `${shape.endX}`, cy: `${shape.endY}`, r: '1.75' }));
  return [svg];
}

function directionOf({ changePercent }: SymbolRow): 'up' | 'down' | 'flat' {
  return changePercent > 0 ? 'up' : changePercent < 0 ? 'down' : 'flat';
}

let versions = 0;
const versionByCloses = new WeakMap<Float64Array, number>();

/** A number for each array of closes; the store makes a new one where a close has changed. */
function versionOf(closes: Float64Array | undefined): number {
  if (closes === undefined) return 0;
  const known = versionByCloses.get(closes);
  if (known !== undefined) return known;
  versions += 1;
  versionByCloses.set(closes, versions);
  return versions;
}
