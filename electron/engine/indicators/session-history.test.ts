import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { sessionOpenOf } from '../calendar/session-of.ts';
import { analyzeRequirements } from '../requirements/requirement-analyzer.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { indicatorConfig } from './config.ts';
import { kernelOf, warmUpOf } from './kernel-of.ts';

const calendar = exchangeCalendar('NYSE');
/** Around Thanksgiving and Christmas, where three half days lie close together. */
const dates = calendar
  .sessionsBetween(sessionDate('2010-01-01'), sessionDate('2024-12-31'))
  .map(({ date }) => date)
  .filter((date) => /-(11-(2[5-9]|30)|12-..|01-0.|07-0.)$/.test(date));

it.each([
  { name: 'relative_volume', params: { period: 5 } },
  { name: 'prior_day' },
  { name: 'overnight_gap' },
  { name: 'session_change' },
  { name: 'sma', period: 3, input: { name: 'session_change' } },
])('the days that $name is given hold its first value, whatever half days are among them', (request) => {
  fc.assert(
    fc.property(fc.constantFrom(...dates), fc.constantFrom('5m', '30m', '1h'), (asOf, interval) => {
      const config = indicatorConfig({ ...request, interval });
      const warmUp = warmUpOf(config);
      const { historicalDays } = analyzeRequirements(config, {
        calendar,
        asOf,
        warmUp,
        delivers: () => true,
        warmupMultiplier: 1,
      });
      const minutes = joinRecords(
        ...calendar.sessionsBefore(asOf, historicalDays).map((day) => sessionMinutes(day)),
      );
      const bars = foldRecords(minutes, intervalIndex(interval), calendar);
      const kernel = kernelOf(config, sessionOpenOf(calendar));
      const state = new Float64Array(kernel.stateLength);
      kernel.reset(state, 0);
      for (let at = 0; at < bars.length; at += BAR_STRIDE) kernel.update(state, 0, bars, at);
      expect(state[0]).not.toBeNaN();
      expect(bars.length / BAR_STRIDE).toBeGreaterThanOrEqual(warmUp.ready);
    }),
    { numRuns: 12 },
  );
});
