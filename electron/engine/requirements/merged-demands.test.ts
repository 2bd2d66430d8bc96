import { expect, it } from 'vitest';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';

const DAYS = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-04', '2024-03-05'];

it('two scanners, a chart and the config that want the same bars cause one load', async () => {
  const minutes = joinRecords(
    ...[...DAYS, '2024-03-06'].map((date, number) => sessionMinutes(sessionOn(date), 100 + number)),
  );
  const source = new ScriptedSource({ bars: { AAPL: { '1m': minutes } } });
  const config = simulatedConfig({
    data: {
      streams: ['5m'],
      historical: { data: [{ trailing_days: 2, intervals: ['5m'] }] },
      indicators: [{ name: 'sma', interval: '5m', period: 20 }],
    },
  });
  const { coordinator, loads } = await steppedSession(config, source);
  const { data } = coordinator;
  const average = { interval: '5m', period: 20 };
  expect(data.as('scanner:one').addIndicator('AAPL', 'sma', average)).toBe(true);
  expect(data.as('scanner:two').addIndicator('AAPL', 'sma', average)).toBe(false);
  expect(data.as('scanner:two').addIndicator('AAPL', 'rsi', { interval: '5m', period: 14 })).toBe(true);
  expect(data.as('chart:1').addHistoricalBars('AAPL', '5m', 5)).toBe(true);
  expect(data.addSymbol('AAPL')).toBe(true);
  await coordinator.settle();
  // The stream asks for today; history is what is before it.
  expect(source.requests.filter(({ to }) => to < sessionOn('2024-03-06').open)).toMatchObject([
    { symbol: 'AAPL', interval: '1m', from: sessionOn('2024-02-28').open, to: sessionOn('2024-03-05').close },
  ]);
  expect(loads).toMatchObject([{ interval: '5m', asked: 390, got: 390 }]);
  expect(data.getIndicator('AAPL', 'sma_20_5m')?.valid).toBe(true);
  expect(data.getIndicator('AAPL', 'rsi_14_5m')?.state).toBe('stable');
  const owners = data.whoHolds('AAPL').find(({ kind }) => kind === 'history')?.owners;
  expect([...(owners ?? [])].sort()).toEqual(['chart:1', 'config', 'scanner:one', 'scanner:two']);
});
