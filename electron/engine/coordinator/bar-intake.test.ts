import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { joinRecords, minuteBars } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';

const today = sessionOn('2024-03-06');
const MINUTES = 20;
const sound = minuteBars(today.open, [...Array(MINUTES).keys()]);

/** A session over a scripted stream of minutes, of which the user holds 1m and 1d bars from the open on. */
async function played(records: Float64Array, heldFrom = '09:30') {
  const source = new ScriptedSource({ bars: { AAPL: { '1m': records } } });
  const session = await steppedSession(simulatedConfig(), source);
  await session.goTo(heldFrom);
  for (const interval of ['1m', '5m', '1d']) session.coordinator.data.addSessionBars('AAPL', interval);
  await session.goTo('09:55');
  const { board, bars, data } = session.coordinator;
  const row = { last: board.last[0], volume: board.volume[0] };
  return { row, totals: bars.totals, day: data.getLatestBar('AAPL', '1d'), events: session.events };
}

function minute(records: Float64Array, position: number): Float64Array {
  return records.slice(position * BAR_STRIDE, (position + 1) * BAR_STRIDE);
}

/** What a row must show of minutes. */
function shown(records: Float64Array) {
  let volume = 0;
  for (let at = 0; at < records.length; at += BAR_STRIDE) volume += records[at + BAR_VOLUME] ?? 0;
  return { last: records[records.length - BAR_STRIDE + BAR_CLOSE], volume };
}

describe('the row of a symbol', () => {
  it('follows a live bar that is revised, and one that comes late, as if they had been right at once', async () => {
    const place = fc.integer({ min: 0, max: MINUTES - 2 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (at, delay, isLate) => {
        const wrong = minute(sound, at);
        wrong[BAR_VOLUME] = 77_777;
        wrong[BAR_CLOSE] = wrong[1] ?? 0;
        const later = Math.min(MINUTES, at + 1 + delay) * BAR_STRIDE;
        const stream = joinRecords(
          sound.subarray(0, at * BAR_STRIDE),
          isLate ? new Float64Array(0) : wrong,
          sound.subarray((at + 1) * BAR_STRIDE, later),
          minute(sound, at),
          sound.subarray(later),
        );
        const { row, day, totals } = await played(stream);
        expect(row).toEqual(shown(sound));
        expect(day).toMatchObject({ volume: row.volume, close: row.last });
        expect(totals).toMatchObject(isLate ? { accepted: MINUTES, revised: 0 } : { revised: 1 });
        expect(totals.received).toBe(totals.accepted + totals.revised + totals.duplicate + totals.rejected);
      }),
      { numRuns: 25 },
    );
  });

  it('shows the newest close again where the newest bar was revised', async () => {
    const revised = minute(sound, MINUTES - 1);
    revised[BAR_CLOSE] = revised[1] ?? 0;
    const { row } = await played(joinRecords(sound, revised));
    expect(row.last).toBe(revised[BAR_CLOSE]);
    expect(row.volume).toBe(shown(sound).volume);
  });

  it('counts nothing of a bar that is no bar, when the symbol is caught up with in mid-session either', async () => {
    const broken = minute(sound, 3);
    broken[2] = 0.5;
    const stream = joinRecords(sound.subarray(0, 3 * BAR_STRIDE), broken, sound.subarray(4 * BAR_STRIDE));
    const whole = joinRecords(sound.subarray(0, 3 * BAR_STRIDE), sound.subarray(4 * BAR_STRIDE));
    for (const heldFrom of ['09:30', '09:42']) {
      const { row, totals, events } = await played(stream, heldFrom);
      expect(row).toEqual(shown(whole));
      expect(totals).toMatchObject({ received: MINUTES, accepted: MINUTES - 1, rejected: 1 });
      expect(events().filter(({ kind }) => kind === 'quarantined')).toHaveLength(1);
    }
  });
});
