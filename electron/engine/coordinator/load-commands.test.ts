import { describe, expect, it } from 'vitest';
import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_STATES } from '../../../shared/session/status.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import {
  type HeldSession,
  heldSession,
  sessionOn,
  simulatedConfig,
} from '../../testing/simulated-session.ts';

const AAPL = symbolId('AAPL');
/** Four sessions before Wednesday, 2024-03-06, and that. */
const DAYS = ['2024-02-29', '2024-03-01', '2024-03-04', '2024-03-05', '2024-03-06'] as const;
const TODAY = sessionOn('2024-03-06');
const BARS = { AAPL: { '1m': joinRecords(...DAYS.map((day) => sessionMinutes(sessionOn(day), 100))) } };
const DATA = { streams: ['1m', '5m'], historical: { data: [{ trailing_days: 4, intervals: ['1m', '5m'] }] } };

/** A source whose answers a test holds up, or lets fail in part. */
class Unsteady extends ScriptedSource {
  /** Awaited before history is answered. */
  before: (signal: AbortSignal | undefined) => Promise<void> = async () => undefined;
  /** Bars that end after this, of history, are lost; `Infinity` where none are. */
  lostFrom = Number.POSITIVE_INFINITY;
  aborted = 0;
  /** Questions that hang. */
  hanging = 0;

  constructor() {
    super({ name: 'simulated', bars: BARS });
  }

  override async readBars(requests: readonly BarRequest[], signal?: AbortSignal): Promise<BarAnswer[]> {
    const answers = await super.readBars(requests);
    const isHistory = requests.some(({ to }) => to < TODAY.open);
    if (isHistory) await this.before(signal);
    return answers.map((answer, at) => {
      const request = requests[at];
      if (request === undefined || request.to > TODAY.open || request.to <= this.lostFrom) return answer;
      const from = Math.max(this.lostFrom, request.from) as typeof request.from;
      const rows = answer.records.findIndex((value, field) => field % 6 === 0 && value >= from);
      const records = rows === -1 ? answer.records : answer.records.slice(0, rows);
      return { ...answer, records, cause: 'no network', failed: [{ from, to: request.to }] };
    });
  }

  /** History does not come until the caller gives up. */
  hang(): void {
    this.before = (signal) =>
      new Promise((_resolve, reject) => {
        this.hanging += 1;
        signal?.addEventListener('abort', () => {
          this.aborted += 1;
          reject(signal.reason);
        });
      });
  }
}

async function opened(source: DataSource): Promise<HeldSession> {
  const held = await heldSession(simulatedConfig({ data: DATA }), [source]);
  await held.runTo(TODAY.open);
  return held;
}

const recordOf = ({ session }: HeldSession): PromotedRecord | undefined =>
  session.view.promoted().find(({ symbol }) => symbol === AAPL);

const stateOf = ({ session }: HeldSession): string | undefined =>
  SYMBOL_STATES[session.view.columns().state[session.view.symbols().indexOf(AAPL)] ?? 0];

async function until(condition: () => boolean): Promise<void> {
  for (let turns = 0; !condition(); turns += 1) {
    if (turns > 10_000) throw new Error('it never came');
    await new Promise(setImmediate);
  }
}

const isIdle = (held: HeldSession): boolean =>
  held.session.view.status().pendingLoads === 0 &&
  recordOf(held)?.loads.every(({ state }) => state !== 'waiting' && state !== 'loading') !== false;

describe('a promotion that is cancelled while it loads', () => {
  it('ends at once: what is under way is given up, and the symbol is what it was', async () => {
    const source = new Unsteady();
    const held = await opened(source);
    const { commands, data, view } = held.session;
    data.as('scanner:test').addSessionBars('AAPL', '1d');
    await until(() => isIdle(held));
    const bytes = view.status().dataBytes;
    source.hang();
    await commands.promote(AAPL);
    await until(() => source.hanging > 0);
    expect([stateOf(held), recordOf(held)?.loads.map(({ state }) => state)]).toEqual([
      'loading',
      ['loading', 'loading'],
    ]);
    expect(await commands.cancelPromotion(AAPL)).toEqual({ ok: true, value: true });
    expect(source.aborted).toBe(1);
    expect(view.promoted()).toEqual([]);
    await until(() => view.status().pendingLoads === 0);
    expect([stateOf(held), view.status().dataBytes]).toEqual(['screening', bytes]);
    expect(held.session.config().session_data_config.symbols).toEqual([]);
    expect(data.whoHolds('AAPL')).toHaveLength(1);
    expect(await commands.cancelPromotion(AAPL)).toEqual({ ok: true, value: false });
    source.before = async () => undefined;
    await commands.promote(AAPL);
    await until(() => isIdle(held));
    expect(recordOf(held)?.loads.map(({ interval, got }) => [interval, got])).toEqual([
      ['1m', 4 * 390],
      ['5m', 4 * 78],
    ]);
    await held.finish();
  });

  it('is a demotion where everything has come', async () => {
    const held = await opened(new Unsteady());
    await held.session.commands.promote(AAPL);
    await until(() => isIdle(held));
    expect(await held.session.commands.cancelPromotion(AAPL)).toEqual({ ok: true, value: true });
    expect(held.session.view.promoted()).toEqual([]);
    await held.finish();
  });

  it('goes on where a lock keeps it, and says whose', async () => {
    const source = new Unsteady();
    const held = await opened(source);
    const { commands } = held.session;
    await commands.lock(AAPL, 'mine');
    source.hang();
    await commands.promote(AAPL);
    await until(() => source.hanging > 0);
    const cancelled = commands.cancelPromotion(AAPL);
    await new Promise(setImmediate);
    expect(source.aborted).toBe(0);
    expect(stateOf(held)).toBe('loading');
    void held.session.stop();
    await cancelled.catch(() => undefined);
  });
});

describe('bars that did not come', () => {
  it('are said by session with the cause, and asked for again alone', async () => {
    const source = new Unsteady();
    const held = await opened(source);
    const { commands, data } = held.session;
    // The last two sessions, and half of the one before.
    const half = sessionOn(DAYS[1]);
    source.lostFrom = half.open + 100 * 60_000;
    await commands.promote(AAPL);
    await until(() => isIdle(held));
    const missing = [{ from: DAYS[1], to: DAYS[3] }];
    expect(recordOf(held)?.loads).toEqual([
      { interval: '1m', state: 'short', got: 490, asked: 1560, cause: 'no network', missing },
      { interval: '5m', state: 'short', got: 98, asked: 312, cause: 'no network', missing },
    ]);
    source.lostFrom = Number.POSITIVE_INFINITY;
    const before = source.requests.length;
    expect(await commands.retryLoads(AAPL)).toEqual({ ok: true, value: true });
    await until(() => isIdle(held));
    expect(source.requests.slice(before)).toMatchObject([
      { interval: '1m', from: half.open, to: sessionOn(DAYS[3]).close },
    ]);
    expect(recordOf(held)?.loads).toEqual([
      { interval: '1m', state: 'complete', got: 1560, asked: 1560, cause: null, missing: [] },
      { interval: '5m', state: 'complete', got: 312, asked: 312, cause: null, missing: [] },
    ]);
    expect(data.getBars('AAPL', '5m')).toHaveLength(312);
    expect(await commands.retryLoads(AAPL)).toEqual({ ok: true, value: false });
    expect(source.requests).toHaveLength(before + 1);
    await held.finish();
  });

  it('of a symbol that nobody knows are refused with the one that was meant', async () => {
    const held = await opened(new Unsteady());
    expect(await held.session.commands.retryLoads(symbolId('AAPLL'))).toMatchObject({
      ok: false,
      error: { code: 'unknown_symbol', message: expect.stringContaining('did you mean AAPL?') },
    });
    await held.finish();
  });
});
