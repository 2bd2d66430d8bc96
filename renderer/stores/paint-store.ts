import { create } from 'zustand';
import { RecentValues } from './percentile.ts';

interface PaintState {
  /** 95th percentile over the newest updates, in ms; null until there are enough to speak of. */
  readonly p95: number | null;
}

const UPDATES = 200;
const ENOUGH = 10;
const REFRESH_MS = 1_000;

/** How long an update takes from its arrival in the window until it is painted. */
export const usePaint = create<PaintState>()(() => ({ p95: null }));

const times = new RecentValues(UPDATES);
let refreshed = 0;

/** Takes the time until the paint that follows the update which arrived now. A hidden window paints nothing. */
export function measurePaint(): void {
  if (document.visibilityState !== 'visible') return;
  const arrived = performance.now();
  requestAnimationFrame(() => {
    // The task after the frame's callbacks runs when the frame is painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => note(performance.now() - arrived);
    port2.postMessage(null);
  });
}

function note(milliseconds: number): void {
  times.add(milliseconds);
  const now = performance.now();
  if (times.count < ENOUGH || now - refreshed < REFRESH_MS) return;
  refreshed = now;
  usePaint.setState({ p95: times.percentile(0.95) });
}
