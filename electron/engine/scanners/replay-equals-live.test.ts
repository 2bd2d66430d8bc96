import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { SCANNER_LIBRARY } from '../../../shared/rules/scanner-library.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { SLOW, under } from '../../testing/random-sessions/circumstances.ts';
import { heldSession, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';

const OPEN = Date.parse('2024-03-06T14:30:00Z');
const MINUTE = 60_000;

const SCANNERS = SCANNER_LIBRARY.map(({ scanner }) => ({ ...scanner, hold_scans: 2, cool_down_minutes: 30 }));
const CONFIG = simulatedConfig({ data: { scanners: SCANNERS, promotion: { max_per_scan: 1 } } });

/** Hits of the day, played in the stretches that `stops` (minutes after the open) part, and with the hash of its log. */
async function played(source: DataSource, stops: readonly number[]) {
  const { session, runTo, finish } = await heldSession(CONFIG, [source]);
  for (const stop of stops) await runTo(OPEN + stop * MINUTE);
  await finish();
  const hits: readonly Hit[] = session.view.hits(0, 1_000_000);
  return { hits, hash: session.summary().eventLogHash };
}

describe('the same data', () => {
  it('gives the same hits minute by minute, and the same log, from a source that takes its time as at full speed', async () => {
    const fast = await played(simulatedSource(), []);
    const minutes = Array.from({ length: 120 }, (_, minute) => minute - 10);
    const live = await played(under(SLOW, simulatedSource()), [...minutes, 200, 389]);
    expect(live.hits).toEqual(fast.hits);
    expect(live.hash).toBe(fast.hash);
    expect(new Set(fast.hits.map(({ scanner }) => scanner)).size).toBeGreaterThan(5);
    expect(fast.hits.some(({ quiet }) => quiet === true)).toBe(true);
    expect(fast.hits.some(({ heldBack }) => heldBack === 'max_per_scan')).toBe(true);
  }, 60_000);
});
