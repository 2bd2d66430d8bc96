import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';
import type { UniverseChange } from './universe.ts';

const OPEN = Date.parse('2024-03-06T14:30:00Z');
const MINUTE = 60_000;
const [AAPL, ABBV, ADBE, ADI] = ['AAPL', 'ABBV', 'ADBE', 'ADI'].map(symbolId) as [
  SymbolId,
  SymbolId,
  SymbolId,
  SymbolId,
];

const GAP = { name: 'gap', kind: 'gap', schedule: [{ start: '09:35', end: '15:55', interval: '5m' }] };

/** A session at 10:00 whose gap scanner watches three symbols; AAPL is promoted. */
async function watching(dates: [string, string] = ['2024-03-06', '2024-03-06']) {
  const data = {
    ...{ symbols: ['AAPL'], streams: ['1m'], scanners: [GAP], promotion: { auto: false } },
    universe: { symbols: [AAPL, ABBV, ADI] },
  };
  const { session, runTo, finish } = await simulatedSession(simulatedConfig({ dates, data }));
  await runTo(OPEN + 30 * MINUTE);
  const { view, commands } = session;
  const isHidden = (symbol: SymbolId): boolean =>
    ((view.columns().flags[view.symbols().indexOf(symbol)] ?? 0) & SYMBOL_FLAG.excluded) !== 0;
  const owners = (symbol: SymbolId) => [
    ...new Set(session.data.whoHolds(symbol).flatMap(({ owners: held }) => [...held])),
  ];
  return { commands, view, isHidden, owners, runTo, finish, data: session.data };
}

function changeOf(reply: Result<UniverseChange>): UniverseChange {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

describe('another universe', () => {
  it('has its new symbols screened from the next scan on', async () => {
    const { commands, data, owners, runTo, finish } = await watching();
    const change = await commands.watch({ universe: { symbols: [AAPL, ABBV, ADBE, ADI] }, lists: [] });
    expect(changeOf(change)).toEqual({ added: [ADBE], removed: [] });
    expect(owners(ADBE)).toEqual(['scanner:gap']);
    await runTo(OPEN + 36 * MINUTE);
    expect(data.getIndicator(ADBE, 'sma_20_1d')?.valid).toBe(true);
    await finish();
  });

  it('lets go of what left, and keeps what is promoted or locked', async () => {
    const { commands, data, isHidden, owners, finish } = await watching();
    await commands.lock(ADI, 'earnings');
    const change = await commands.watch({ universe: { symbols: [ADBE] }, lists: [] });
    expect(changeOf(change)).toEqual({ added: [ADBE], removed: [AAPL, ABBV, ADI] });
    expect([AAPL, ABBV, ADI, ADBE].map(isHidden)).toEqual([false, true, false, false]);
    expect(owners(ABBV)).toEqual([]);
    expect(owners(AAPL)).not.toContain('scanner:gap');
    expect(data.getSymbolState(AAPL)).toBe('promoted');
    await finish();
  });

  it('is counted without what is removed for today, and without what is merely promoted or locked', async () => {
    const { commands, view, finish } = await watching();
    expect(view.status().watchedCount).toBe(3);
    await commands.remove(ADI);
    expect(view.status().watchedCount).toBe(2);
    await commands.watch({ universe: { symbols: [ADBE] }, lists: [] });
    expect(view.status().watchedCount).toBe(1);
    await finish();
  });

  it('is taken back by naming the one before', async () => {
    const { commands, isHidden, owners, view, finish } = await watching();
    const { universe, lists } = view.config().current.session_data_config;
    const before = [AAPL, ABBV, ADI].map(owners);
    await commands.watch({ universe: { symbols: [ADBE] }, lists });
    const change = await commands.watch({ universe, lists });
    expect(changeOf(change)).toEqual({ added: [AAPL, ABBV, ADI], removed: [ADBE] });
    expect([AAPL, ABBV, ADI].map(owners)).toEqual(before);
    expect([ABBV, ADBE].map(isHidden)).toEqual([false, true]);
    await finish();
  });

  it('combines lists and leaves lists out', async () => {
    const { commands, view, finish } = await watching();
    const lists = [
      { name: 'tech', symbols: [AAPL, ADI, ABBV] },
      { name: 'not today', symbols: [ABBV] },
    ];
    const universe = { symbols: [ADBE], lists: ['tech'], exclude_lists: ['not today'] };
    expect(changeOf(await commands.watch({ universe, lists }))).toEqual({ added: [ADBE], removed: [ABBV] });
    expect(view.config().current.session_data_config).toMatchObject({ universe, lists });
    await finish();
  });

  it('brings back for today what was removed and is named anew', async () => {
    const { commands, data, isHidden, finish } = await watching();
    await commands.remove(ADI);
    await commands.watch({ universe: { symbols: [AAPL] }, lists: [] });
    await commands.watch({ universe: { symbols: [AAPL, ADI] }, lists: [] });
    expect([data.isExcluded(ADI), isHidden(ADI)]).toEqual([false, false]);
    await finish();
  });

  it('has back with the next session what was removed for today', async () => {
    const { commands, isHidden, owners, runTo, finish } = await watching(['2024-03-06', '2024-03-07']);
    await commands.remove(ADI);
    await runTo(OPEN + 45 * MINUTE);
    expect([isHidden(ADI), owners(ADI)]).toEqual([true, []]);
    await runTo(OPEN + 24 * 60 * MINUTE + 30 * MINUTE);
    expect([isHidden(ADI), owners(ADI)]).toEqual([false, ['scanner:gap']]);
    await finish();
  });

  it('keeps a symbol that left out of the sessions that follow', async () => {
    const { commands, isHidden, owners, runTo, finish } = await watching(['2024-03-06', '2024-03-07']);
    await commands.watch({ universe: { symbols: [AAPL] }, lists: [] });
    await runTo(OPEN + 24 * 60 * MINUTE + 30 * MINUTE);
    expect([isHidden(ADI), owners(ADI)]).toEqual([true, []]);
    await finish();
  });
});

describe('a universe that cannot be', () => {
  it('is refused where no source knows a symbol, with the one that may be meant; nothing changes', async () => {
    const { commands, view, finish } = await watching();
    const before = view.config().current;
    const universe = { symbols: ['AAPLL', 'ZZZZ'].map(symbolId) };
    const reply = await commands.watch({ universe, lists: [] });
    expect(reply.ok ? '' : reply.error.message).toBe(
      'The universe was not changed: no data source of this session knows AAPLL; did you mean AAPL?, nor ZZZZ.',
    );
    expect(view.config().current).toEqual(before);
    await finish();
  });

  it('is refused where a list is named that there is not', async () => {
    const { commands, finish } = await watching();
    const reply = await commands.watch({
      universe: { lists: ['tec'] },
      lists: [{ name: 'tech', symbols: [AAPL] }],
    });
    expect(reply.ok ? '' : reply.error.message).toBe(
      'The universe was not changed: universe.lists.0 is "tec"; allowed: the name of a list: "tech".',
    );
    await finish();
  });
});
