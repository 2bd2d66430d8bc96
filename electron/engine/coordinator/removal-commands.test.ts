import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';

const OPEN = Date.parse('2024-03-06T14:30:00Z');
const MINUTE = 60_000;

const GAP = {
  name: 'gap',
  kind: 'gap',
  schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
};

/** A session at 10:00 whose gap scanner watches every symbol; AAPL is promoted. */
async function watched() {
  const data = { symbols: ['AAPL'], streams: ['1m'], scanners: [GAP], promotion: { auto: false } };
  const { session, runTo, finish } = await simulatedSession(simulatedConfig({ data }));
  await runTo(OPEN + 30 * MINUTE);
  const { view, commands } = session;
  const symbols = view.symbols();
  const screened = symbols.find((symbol) => session.data.getSymbolState(symbol) === 'screening');
  if (screened === undefined) throw new Error('every symbol is promoted');
  const flag = (symbol: SymbolId, name: keyof typeof SYMBOL_FLAG): boolean =>
    ((view.columns().flags[symbols.indexOf(symbol)] ?? 0) & SYMBOL_FLAG[name]) !== 0;
  const log = () => view.log(0).map(({ symbol, message }) => `${symbol}: ${message}`);
  return { session, runTo, finish, view, commands, screened, flag, log, data: session.data };
}

const AAPL = symbolId('AAPL');
const DONE = { ok: true, value: true } as const;
const NOTHING = { ok: true, value: false } as const;

function refusal(reply: Result<unknown>): { code: string; message: string; details?: unknown } {
  if (reply.ok) throw new Error('not refused');
  return reply.error;
}

describe('a removal that is taken back', () => {
  it('brings the symbol into the scanners’ universe again, with the data they need', async () => {
    const { commands, data, screened, flag, finish, runTo } = await watched();
    const before = data.whoHolds(screened);
    expect(await commands.remove(screened)).toEqual(DONE);
    expect([data.isExcluded(screened), data.whoHolds(screened), flag(screened, 'excluded')]).toEqual([
      true,
      [],
      true,
    ]);
    expect(await commands.restore(screened)).toEqual(DONE);
    expect([data.isExcluded(screened), flag(screened, 'excluded')]).toEqual([false, false]);
    expect(data.whoHolds(screened)).toEqual(before);
    await runTo(OPEN + 36 * MINUTE);
    expect(data.getSymbolState(screened)).toBe('screening');
    expect(data.getIndicator(screened, 'sma_20_1d')?.valid).toBe(true);
    expect(await commands.restore(screened)).toEqual(NOTHING);
    await finish();
  });

  it('promotes a symbol again that was promoted when it was removed', async () => {
    const { commands, data, finish, view, runTo } = await watched();
    const bars = data.getBars('AAPL', '1m').length;
    await commands.remove(AAPL);
    expect(view.config().current.session_data_config.symbols).toEqual([]);
    expect(await commands.restore(AAPL)).toEqual(DONE);
    await runTo(OPEN + 30 * MINUTE);
    expect(data.getSymbolState('AAPL')).toBe('promoted');
    expect(data.getBars('AAPL', '1m').length).toBe(bars);
    await finish();
  });

  it('is possible after the end of the run too: what it needs is loaded then', async () => {
    const { commands, data, screened, finish, session } = await watched();
    await finish();
    await commands.remove(AAPL);
    await commands.remove(screened);
    expect(await commands.restore(AAPL)).toEqual(DONE);
    expect(await commands.restore(screened)).toEqual(DONE);
    // The next command's turn comes once that is loaded.
    await commands.lock(AAPL, 'watching it');
    expect([data.getSymbolState('AAPL'), data.getSymbolState(screened)]).toEqual(['promoted', 'screening']);
    await session.stop();
  });

  it('is told in the log, as the removal is', async () => {
    const { commands, screened, log, finish } = await watched();
    await commands.remove(screened);
    await commands.restore(screened);
    expect(log().slice(-2)).toEqual([`${screened}: Removed by user`, `${screened}: Brought back by user`]);
    await finish();
  });
});

it('a lock or an order brings a removed symbol back, to the scanners too', async () => {
  const { commands, data, screened, finish } = await watched();
  const held = data.whoHolds(screened);
  await commands.remove(screened);
  await commands.lock(screened, 'watching it');
  expect(data.whoHolds(screened)).toEqual(held);
  await commands.unlock(screened);
  await commands.remove(screened);
  expect((await commands.submitOrder(screened, 'buy', 1)).ok).toBe(true);
  const owners = data.whoHolds(screened).flatMap((holding) => [...holding.owners]);
  expect(owners).toContain('scanner:gap');
  expect(owners).toContain('position:P-1');
  await finish();
});

describe('a symbol that is to be removed when it is released', () => {
  it('goes with the last of its locks, and shows until then that it will', async () => {
    const { commands, data, screened, flag, finish, log } = await watched();
    await commands.lock(screened, 'earnings');
    data.lockSymbol(screened, 'trailing stop', { kind: 'script', id: 'Trend-v2' });
    expect(await commands.removeWhenReleased(screened, true)).toEqual(DONE);
    expect(await commands.removeWhenReleased(screened, true)).toEqual(NOTHING);
    expect(flag(screened, 'leaving')).toBe(true);
    await commands.unlock(screened);
    expect(data.isExcluded(screened)).toBe(false);
    data.unlockSymbol(screened, { kind: 'script', id: 'Trend-v2' });
    expect([data.isExcluded(screened), flag(screened, 'leaving')]).toEqual([true, false]);
    expect(log().slice(-3)).toEqual(
      [
        `${screened}: Released by user`,
        `${screened}: Removed by user`,
        `${screened}: Released by script Trend-v2`,
      ].sort((a, b) => log().indexOf(a) - log().indexOf(b)),
    );
    await finish();
  });

  it('goes when its position is closed', async () => {
    const { commands, data, screened, finish, runTo } = await watched();
    await commands.submitOrder(screened, 'buy', 10);
    await runTo(OPEN + 32 * MINUTE);
    expect(refusal(await commands.remove(screened))).toMatchObject({ code: 'symbol_locked' });
    await commands.removeWhenReleased(screened, true);
    await commands.closePosition(screened);
    expect(data.isExcluded(screened)).toBe(false);
    await runTo(OPEN + 34 * MINUTE);
    expect([data.isSymbolLocked(screened), data.isExcluded(screened)]).toEqual([false, true]);
    expect(data.whoHolds(screened)).toEqual([]);
    await finish();
  });

  it('stays where that is taken back, or where the user locks it anew', async () => {
    const { commands, data, screened, flag, finish } = await watched();
    await commands.lock(screened, 'earnings');
    await commands.removeWhenReleased(screened, true);
    expect(await commands.removeWhenReleased(screened, false)).toEqual(DONE);
    expect(await commands.removeWhenReleased(screened, false)).toEqual(NOTHING);
    await commands.unlock(screened);
    expect(data.isExcluded(screened)).toBe(false);
    data.lockSymbol(screened, 'trailing stop', { kind: 'script', id: 'Trend-v2' });
    await commands.removeWhenReleased(screened, true);
    await commands.lock(screened, 'I want it after all');
    expect(flag(screened, 'leaving')).toBe(false);
    await finish();
  });

  it('is removed at once where nobody locks it any more, and comes back promoted where it was', async () => {
    const { commands, data, finish } = await watched();
    expect(await commands.removeWhenReleased(AAPL, true)).toEqual(DONE);
    expect(data.isExcluded('AAPL')).toBe(true);
    await commands.restore(AAPL);
    expect(data.getConfigSymbols()).toEqual(['AAPL']);
    await finish();
  });

  it('must be part of the session', async () => {
    const { commands, finish } = await watched();
    const nowhere = symbolId('NOWHERE');
    expect(refusal(await commands.removeWhenReleased(nowhere, true))).toMatchObject({
      code: 'unknown_symbol',
    });
    await finish();
  });
});

describe('a refused removal', () => {
  it('names the holders, whether the symbol leaves, and its entry in the ledger', async () => {
    const { commands, screened, finish } = await watched();
    await commands.lock(screened, 'earnings');
    const first = refusal(await commands.remove(screened));
    expect(first).toMatchObject({
      code: 'symbol_locked',
      message: `${screened} is locked and was not removed. Held by manual user ("earnings"). It becomes removable when the last holder releases it.`,
      details: { locks: [{ reason: 'earnings' }], leaving: false },
    });
    await commands.removeWhenReleased(screened, true);
    const second = refusal(await commands.remove(screened));
    expect(second.message).toContain('It leaves when the last holder releases it.');
    const entries = [first, second].map(({ details }) => (details as { entry: number }).entry);
    expect(entries[1]).toBe((entries[0] ?? 0) + 2);
    await finish();
  });

  it('is none for a demotion of a symbol that is not promoted', async () => {
    const { commands, screened, finish } = await watched();
    await commands.lock(screened, 'earnings');
    expect(await commands.demote(screened)).toEqual(NOTHING);
    await finish();
  });
});
