import { expect, it } from 'vitest';
import { heldSession, sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';

/** A session over these dates that promotes, with weeks, days and minutes, played to its end. */
async function played(dates: readonly [string, string]) {
  const lines: string[] = [];
  const config = simulatedConfig({
    dates,
    data: {
      symbols: ['AAPL'],
      streams: ['1m', '5m'],
      historical: { data: [{ trailing_days: 3, intervals: ['1m', '1d'] }] },
      indicators: [
        { name: 'sma', interval: '1w', period: 3 },
        { name: 'sma', interval: '1d', period: 5 },
      ],
      scanners: [{ name: 'gap', kind: 'gap', schedule: [{ at: 'open' }], config: { percent: 0.5 } }],
    },
  });
  const { session, finish } = await heldSession(config, [simulatedSource()], (text) => lines.push(text));
  await finish();
  return { session, log: lines.join('') };
}

it('the last sessions of the calendar are played to their close, and the week ends with them', async () => {
  const { session, log } = await played(['2028-12-28', '2028-12-29']);
  const { close } = sessionOn('2028-12-29');
  expect(session.view.status()).toMatchObject({ runState: 'ended', sessionDate: '2028-12-29', warnings: [] });
  expect(log).toContain('"kind":"session_close","date":"2028-12-29"');
  for (const interval of ['1m', '1d', '1w'])
    expect(session.data.getLatestBar('AAPL', interval)).toMatchObject({ end: close, closed: true });
  expect(session.data.getIndicator('AAPL', 'sma_3_1w')).toMatchObject({ valid: true, lastUpdated: close });
});

it('before its first session there is nothing to ask for: no value is made up', async () => {
  const { session, log } = await played(['1998-01-02', '1998-01-02']);
  expect(session.view.status()).toMatchObject({ runState: 'ended', sessionDate: '1998-01-02' });
  expect(log).not.toContain('"kind":"load"');
  expect(session.data.getHistoricalBars('AAPL', '1d')).toHaveLength(0);
  expect(session.data.getIndicator('AAPL', 'sma_5_1d')).toMatchObject({ valid: false, currentValue: null });
});
