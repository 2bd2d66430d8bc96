import { expect, it } from 'vitest';
import type { DataSource } from '../../loaders/contract.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { openSession } from './open-session.ts';
import { NO_OUTPUTS } from './run-recorder.ts';

const DAY = sessionOn('2024-03-06');

/** The simulated source, waiting in the first read of a whole session until it is let go. */
function heldSource(): { source: DataSource; isReading: Promise<void>; letGo: () => void } {
  const source = simulatedSource();
  const readBars = source.readBars.bind(source);
  let letGo = (): void => undefined;
  const freed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const isReading = new Promise<void>((resolve) => {
    source.readBars = async (requests, signal) => {
      if (requests.some(({ interval, to }) => interval === '1m' && to === DAY.close)) {
        resolve();
        await freed;
      }
      return readBars(requests, signal);
    };
  });
  return { source, isReading, letGo };
}

it('a symbol that is promoted in a pause while bars are being read misses none of them', async () => {
  const { source, isReading, letGo } = heldSource();
  const other = (await source.describe()).instruments.find(({ symbol }) => symbol !== 'AAPL')?.symbol;
  if (other === undefined) throw new Error('the source has one symbol only');
  const session = await openSession({
    config: simulatedConfig({ data: { symbols: ['AAPL'], streams: ['1m'], universe: {} } }),
    sources: [source],
    pacer: new WallPacer(),
    outputs: NO_OUTPUTS,
    until: undefined,
    speed: null,
  });
  await isReading;
  session.commands.pause();
  const promoting = session.commands.promote(other);
  letGo();
  expect(await promoting).toEqual({ ok: true, value: true });
  expect(session.view.status()).toMatchObject({ runState: 'paused' });
  session.commands.resume();
  await session.finished;
  const request = {
    interval: '1m',
    from: DAY.open,
    to: DAY.close,
    hours: 'regular',
    asOf: DAY.date,
  } as const;
  const [whole] = await simulatedSource().readBars([{ ...request, symbol: other }]);
  expect(whole?.records.length).toBeGreaterThan(0);
  expect(session.data.getBars(other, '1m').records()).toEqual(whole?.records);
});
