import { describe, expect, it } from 'vitest';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import {
  type HeldSession,
  heldSession,
  sessionOn,
  simulatedConfig,
} from '../../testing/simulated-session.ts';

const DATES = ['2024-03-06', '2024-03-07'] as const;
const [FIRST] = DATES.map(sessionOn);
if (FIRST === undefined) throw new Error('no session');
const MINUTE = 60_000;

/** Minutes of two symbols over two sessions. */
const BARS = {
  AAPL: { '1m': joinRecords(...DATES.map((date) => sessionMinutes(sessionOn(date), 100))) },
  IBM: { '1m': joinRecords(...DATES.map((date) => sessionMinutes(sessionOn(date), 50))) },
};

type Fails = (request: BarRequest) => boolean;

/** A source that cannot give some of what it is asked for. */
function failing(fails: Fails): DataSource {
  const source = new ScriptedSource({ name: 'simulated', bars: BARS });
  const read = source.readBars.bind(source);
  return Object.assign(source, {
    readBars: async (requests: readonly BarRequest[]): Promise<BarAnswer[]> => {
      const answers = await read(requests);
      return answers.map((answer, at) => {
        const request = requests[at];
        if (request === undefined || !fails(request)) return answer;
        const failed = [{ from: request.from, to: request.to }];
        return { ...answer, records: new Float64Array(0), cause: 'no network', failed };
      });
    },
  });
}

/** A session of both symbols, with the words of its log. */
async function playing(source: DataSource): Promise<HeldSession & { readonly words: () => string[] }> {
  const config = simulatedConfig({
    dates: DATES,
    data: { streams: ['1m'], symbols: ['AAPL', 'IBM'], historical: { data: [] } },
  });
  const held = await heldSession(config, [source]);
  const words = (): string[] =>
    held.session.view
      .log(0)
      .filter(({ source: origin }) => origin === 'feed')
      .map(({ wallTime, symbol, message }) => `${wallTime} ${symbol} ${message}`);
  return { ...held, words };
}

const minutesOf = ({ session }: HeldSession, symbol: string): number =>
  session.data.getBars(symbol, '1m').length;

describe('a source that fails in the middle of a session', () => {
  it('ends nothing: the stream is lost, said, tried again, and brings what was missing', async () => {
    let tries = 0;
    const held = await playing(
      failing(({ symbol, from }) => {
        if (symbol !== 'AAPL' || from < FIRST.open || tries === 2) return false;
        tries += 1;
        return true;
      }),
    );
    await held.runTo(FIRST.open + 3 * MINUTE);
    expect([minutesOf(held, 'AAPL'), minutesOf(held, 'IBM')]).toEqual([0, 3]);
    await held.runTo(FIRST.open + 10 * MINUTE);
    expect([minutesOf(held, 'AAPL'), minutesOf(held, 'IBM')]).toEqual([10, 10]);
    expect(held.words()).toEqual([
      expect.stringMatching(/ AAPL No more 1m bars come: no network. It is tried again$/),
      expect.stringMatching(/ AAPL No more 1m bars come: no network. It is tried again$/),
      expect.stringMatching(/ AAPL 1m bars come again, with those that were missing$/),
    ]);
    await held.finish();
    expect(held.session.summary().bars).toBe(4 * 390);
  });

  it('for good is tried so many times and no more, and the next session begins anew', async () => {
    const asked: number[] = [];
    const held = await playing(
      failing(({ symbol, to }) => {
        if (symbol !== 'AAPL' || to > FIRST.close) return false;
        asked.push(to);
        return true;
      }),
    );
    await held.runTo(FIRST.close);
    expect([minutesOf(held, 'AAPL'), minutesOf(held, 'IBM')]).toEqual([0, 390]);
    expect(asked).toHaveLength(5);
    expect(held.words().at(-1)).toMatch(/no network. It is not tried again in this session$/);
    await held.finish();
    expect(minutesOf(held, 'AAPL')).toBe(390);
  });

  it('gives the same log each time it fails in the same way', async () => {
    const hash = async (): Promise<string> => {
      let tries = 0;
      const held = await playing(
        failing(({ symbol }) => {
          tries += symbol === 'AAPL' ? 1 : 0;
          return symbol === 'AAPL' && tries < 4;
        }),
      );
      await held.finish();
      return held.session.summary().eventLogHash;
    };
    expect(await hash()).toBe(await hash());
  });

  it('to tell halts, quotes or refused rows is said, and the session is played', async () => {
    const source = failing(() => false);
    const refuse = (): Promise<never> => Promise.reject(new Error('no network'));
    const held = await playing(
      Object.assign(source, { readNotices: refuse, readQuotes: refuse, takeRejectedRows: refuse }),
    );
    await held.finish();
    expect(held.session.view.status()).toMatchObject({ runState: 'ended' });
    expect(held.words()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('simulated could not tell halts and splits of the session: no network'),
        expect.stringContaining('simulated could not tell which rows it refused: no network'),
        expect.stringContaining('AAPL No quotes: no network'),
      ]),
    );
  });
});
