import fc from 'fast-check';
import { INTERVALS } from '../../../shared/domain/interval.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { formatConfigProblems } from '../../engine/config/problem.ts';
import { readSessionConfig } from '../../engine/config/read-session-config.ts';
import { INDICATORS } from '../../engine/indicators/registry.ts';
import type { JournalEntry } from '../../engine/journal/journal-line.ts';
import type { UserCommand } from '../../engine/journal/user-command.ts';
import type { SessionScript } from '../../engine/proof/play-again.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { createSimulatedSource } from '../../loaders/simulated/simulated-source.ts';

const calendar = exchangeCalendar('NYSE');
/** Ordinary days, a half day, days around a holiday and around both changes of the clocks. */
const DATES = [
  '2024-03-06',
  '2024-03-08',
  '2024-07-03',
  '2024-11-01',
  '2024-11-27',
  '2024-11-29',
  '2024-12-24',
];
const PLAYED_INTERVALS = INTERVALS.filter((interval) => interval !== '1s');

const indicator = fc
  .tuple(fc.constantFrom(...INDICATORS), fc.constantFrom(...PLAYED_INTERVALS))
  .filter(([definition, interval]) => definition.intervals?.includes(interval) !== false)
  .map(([{ id }, interval]) => ({ name: id, interval }));

const schedule = fc.constantFrom(
  [{ start: '09:35', end: '15:55', interval: '5m' }],
  [{ start: 'open+1m', end: 'close-5m', interval: '15m' }],
  [{ at: '12:00' }, { at: 'close' }],
);

/** Rules over days and minutes, with ranks among a universe that changes and a list that comes and goes. */
const RULES = [
  'last(1d) > prev_close and rank(change) <= 2',
  'close > vwap or not rising(close, 2)',
  'rvol > 0.5 and day_high > 0',
  'crosses_above(close, sma(3)) or in_list("few")',
  'bars_since(close < open, 4) <= 2 or rank(close(1d), sector) = 1',
] as const;

const scanner = fc.oneof(
  fc.record({
    kind: fc.constant('gap'),
    pre_session: fc.boolean(),
    schedule,
    config: fc.record({
      direction: fc.constantFrom('above', 'below'),
      percent: fc.double({ min: 0.01, max: 3, noNaN: true }),
    }),
  }),
  fc.record({
    kind: fc.constant('rule'),
    pre_session: fc.boolean(),
    schedule,
    hold_scans: fc.integer({ min: 1, max: 3 }),
    cool_down_minutes: fc.constantFrom(0, 20),
    config: fc.record({
      when: fc.constantFrom(...RULES),
      interval: fc.constantFrom('1m', '5m', '30m'),
    }),
  }),
);

const settings = fc.record({
  date: fc.constantFrom(...DATES),
  sessions: fc.integer({ min: 1, max: 2 }),
  seed: fc.nat(0x7fffffff),
  symbols: fc.integer({ min: 2, max: 9 }),
  streams: fc.subarray(['1m', '5m', '15m', '30m', '1h']),
  trailing: fc.array(
    fc.record({
      trailing_days: fc.integer({ min: 1, max: 6 }),
      intervals: fc.subarray([...PLAYED_INTERVALS], { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  indicators: fc.uniqueArray(indicator, {
    maxLength: 5,
    selector: ({ name, interval }) => `${name} ${interval}`,
  }),
  scanners: fc.array(scanner, { maxLength: 2 }),
  promotion: fc.record({ auto: fc.boolean(), max_promoted: fc.nat(6), max_per_scan: fc.nat(3) }),
});

/** Few symbols, so that commands meet each other; where the market has but two, one that nobody knows. */
const step = fc.record({
  minute: fc.nat(600),
  what: fc.constantFrom<StepName>(
    'promote',
    'demote',
    'remove',
    'restore',
    'removeWhenReleased',
    'lock',
    'unlock',
    'submitOrder',
    'closePosition',
    'closeAllPositions',
    'watch',
    'saveScanner',
    'removeScanner',
    'enableScanner',
  ),
  symbol: fc.nat(2),
  amount: fc.integer({ min: 1, max: 9 }),
  flag: fc.boolean(),
});

type StepName = Exclude<UserCommand['name'], 'cancelPromotion' | 'retryLoads' | 'skippedScan'>;
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const session = fc.tuple(settings, fc.array(step, { minLength: 6, maxLength: 24 }));

/** A session of a random config, market and user; the same number is the same session on every machine. */
export async function randomSession(number: number): Promise<SessionScript> {
  const [[chosen, steps] = fail(number)] = fc.sample(session, { seed: number, numRuns: 1 });
  const config = configOf(chosen);
  const [source] = sourcesOf(config);
  const known = (await source?.describe())?.instruments.map((each) => each.symbol) ?? [];
  return { config, commands: commandsOf(config, steps, known), until: undefined };
}

/** The simulated market of a random session. */
export function sourcesOf(config: SessionConfig): readonly DataSource[] {
  return config.data_sources.map((each) => {
    if (each.kind !== 'simulated') throw new Error(`A random session has no ${each.kind}`);
    return createSimulatedSource(each, calendar);
  });
}

function configOf(chosen: Settings): SessionConfig {
  const { date, sessions, seed, symbols, scanners } = chosen;
  const first = sessionDate(date);
  const last = sessions === 1 ? first : (calendar.nextSession(first)?.date ?? first);
  const text = JSON.stringify({
    session_name: 'Random',
    mode: 'simulated',
    replay: { start_date: first, end_date: last },
    data_sources: [{ name: 'simulated', kind: 'simulated', seed, symbols }],
    session_data_config: {
      universe: { source: 'simulated' },
      streams: chosen.streams,
      historical: { data: chosen.trailing },
      indicators: chosen.indicators,
      scanners: scanners.map((each, number) => ({ ...each, name: `scan${number}` })),
      promotion: chosen.promotion,
    },
  });
  const read = readSessionConfig(text, 'random.json');
  if (!read.ok) throw new Error(`${formatConfigProblems(read.error)}\n${text}`);
  return read.value;
}

function commandsOf(
  config: SessionConfig,
  steps: readonly Step[],
  known: readonly SymbolId[],
): JournalEntry[] {
  const session = calendar.session(sessionDate(config.replay?.start_date ?? ''));
  if (session === undefined) throw new Error('A random session begins on a day of the exchange');
  return [...steps]
    .sort((left, right) => left.minute - right.minute)
    .map((each) => {
      const time = epochMs(session.preOpen + each.minute * 60_000);
      return { at: { session: 1, time, step: 1 }, command: commandOf(each, known) };
    });
}

function commandOf({ what, symbol: position, amount, flag }: Step, known: readonly SymbolId[]): UserCommand {
  const symbol = known[position] ?? symbolId('NOBODY');
  switch (what) {
    case 'closeAllPositions':
      return { name: what };
    case 'watch': {
      const few = { symbols: known.slice(0, 1 + (amount % known.length)) };
      const lists = amount % 2 === 0 ? [{ name: 'few', symbols: [symbol] }] : [];
      return { name: what, universe: flag ? { source: 'simulated', exclude: [symbol] } : few, lists };
    }
    case 'saveScanner':
      return savedScanner(amount, flag);
    case 'removeScanner':
      return { name: what, scanner: `scan${amount % 3}` };
    case 'enableScanner':
      return { name: what, scanner: `scan${amount % 3}`, enabled: flag };
    case 'lock':
      return { name: what, symbol, reason: `reason ${amount}` };
    case 'removeWhenReleased':
      return { name: what, symbol, on: flag };
    case 'submitOrder':
      return { name: what, symbol, side: flag ? 'buy' : 'sell', quantity: amount };
    default:
      return { name: what, symbol };
  }
}

/** A scanner of the config is changed or given another name, or there is a new one; now and then it is refused. */
function savedScanner(amount: number, isNew: boolean): UserCommand {
  const name = `scan${amount % 4}`;
  const rule = RULES[amount];
  const entry = {
    ...{ name, kind: amount === 9 ? 'nothing' : rule === undefined ? 'gap' : 'rule' },
    ...{ hold_scans: 1 + (amount % 2) },
    schedule: [isNew ? { every: '15m' } : { start: 'open+5m', end: 'close', interval: '5m' }],
    config:
      rule === undefined
        ? { direction: amount % 2 === 0 ? 'above' : 'below', percent: amount / 4 }
        : { when: rule, interval: amount % 2 === 0 ? '5m' : '1m' },
  };
  const scanner = scannerSchema.parse(entry);
  return { name: 'saveScanner', scanner, previous: isNew ? null : `scan${amount % 3}` };
}

function fail(number: number): never {
  throw new Error(`There is no random session ${number}`);
}
