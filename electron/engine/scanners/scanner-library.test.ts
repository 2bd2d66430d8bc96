import { beforeAll, describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/hit.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { SCANNER_LIBRARY } from '../../../shared/rules/scanner-library.ts';
import { createSimulatedSource } from '../../loaders/simulated/simulated-source.ts';
import { type DailyHistory, readDailyFolder } from '../../testing/independent-replay.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { heldSession, simulatedConfig } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { scannerDefinition } from './registry.ts';

const SYMBOLS = 40;
/** Rare on a simulated day: asked of five years of real ones. */
const OF_DAYS = ['overnight_gap_up', 'overnight_gap_down'];

describe('the scanners that come with the program', () => {
  it.each(SCANNER_LIBRARY.map(({ id, scanner }) => [id, scanner] as const))(
    '%s is a config entry of its own name, and a rule without a problem',
    (id, scanner) => {
      expect(scanner.name).toBe(id);
      expect(scannerSchema.parse(JSON.parse(JSON.stringify(scanner)))).toEqual(scanner);
      expect(() => scannerDefinition(scanner.kind).create(scanner.config)).not.toThrow();
    },
  );
});

describe('on a simulated day', () => {
  let hits: readonly Hit[] = [];
  let scans: ReadonlyMap<string, number> = new Map();

  beforeAll(async () => {
    const base = simulatedConfig({
      dates: ['2024-03-06', '2024-03-06'],
      data: {
        scanners: SCANNER_LIBRARY.map(({ scanner }) => scanner),
        promotion: { auto: false },
      },
    });
    const source = { name: 'simulated', kind: 'simulated', seed: 42, symbols: SYMBOLS } as const;
    const config = { ...base, data_sources: [source] };
    const calendar = exchangeCalendar('NYSE');
    const { session, finish } = await heldSession(config, [createSimulatedSource(source, calendar)]);
    await finish();
    hits = session.view.hits(0, 1_000_000);
    scans = new Map(session.view.scanners().map(({ name, runs }) => [name, runs]));
    // A machine that does much else takes longer than the usual limit.
  }, 60_000);

  it.each(SCANNER_LIBRARY.map(({ id }) => id).filter((id) => !OF_DAYS.includes(id)))(
    '%s finds some and not all, with its figures',
    (id) => {
      const own = hits.filter(({ scanner }) => scanner === id);
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThan((scans.get(id) ?? 0) * SYMBOLS);
      const figures = Object.keys(
        Object(SCANNER_LIBRARY.find((each) => each.id === id)?.scanner.config.figures),
      );
      for (const { metadata, evidence } of own) {
        expect(Object.keys(metadata)).toEqual(figures);
        expect(Object.values(metadata).every(Number.isFinite)).toBe(true);
        expect(evidence?.length).toBeGreaterThan(0);
      }
    },
  );

  it('momentum looks on no bar of the session before', () => {
    const times = hits.filter(({ scanner }) => scanner === 'momentum').map(({ time }) => time);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2024-03-06T15:05:00Z'));
  });
});

describe.skipIf(!hasTestData)('over real days (needs the test data)', () => {
  it('overnight gaps are those of opens and closes', async () => {
    const gaps = SCANNER_LIBRARY.filter(({ id }) => OF_DAYS.includes(id));
    const scanners = gaps.map(({ scanner }) => ({ ...scanner, schedule: [{ at: 'close' as const }] }));
    const example = readConfig('assets/examples/daily-2013-2018.json');
    const { hits } = await playConfig(
      {
        ...example,
        replay: { start_date: sessionDate('2014-02-10'), end_date: sessionDate('2014-02-14'), speed: 'max' },
        session_data_config: { ...example.session_data_config, scanners },
      },
      { dataFolder: testData('.') },
    );
    const found = hits.map(({ scanner, symbol, time }) => `${scanner} ${time.slice(0, 10)} ${symbol}`).sort();
    expect(found).toEqual(gapsOf(readDailyFolder(), '2014-02-10', '2014-02-14'));
    expect(new Set(hits.map(({ scanner }) => scanner))).toEqual(new Set(OF_DAYS));
  });
});

/** Opens at least 3 % from the close before, on 500,000 shares a day, straight from the rows. */
function gapsOf(history: DailyHistory, from: string, to: string): string[] {
  return [...history]
    .flatMap(([symbol, rows]) =>
      rows.flatMap(({ date, open }, place) => {
        const before = rows[place - 1];
        if (before === undefined || date < from || date > to || place < 19) return [];
        const shares = rows.slice(place - 19, place + 1).reduce((sum, { volume }) => sum + volume, 0) / 20;
        const gap = (open / before.close - 1) * 100;
        if (Math.abs(gap) < 3 || shares < 500_000) return [];
        return [`overnight_gap_${gap > 0 ? 'up' : 'down'} ${date} ${symbol}`];
      }),
    )
    .sort();
}
