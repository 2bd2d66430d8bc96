import { describe, expect, it } from 'vitest';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig, SessionConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate, toIsoTime } from '../../../shared/domain/time.ts';
import type { DraftHit, DraftTested, DraftTried } from '../../../shared/session/scanner-draft.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { createSource } from '../../loaders/registry.ts';
import { sourceOptions } from '../../platform/source-options.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { heldSession, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarMemory } from './bar-memory.ts';
import { RememberingSource } from './remembering-source.ts';
import { testOnSessions } from './test-on-sessions.ts';
import type { TrialParts } from './trial-parts.ts';
import { type TrialQuestion, tryScanners } from './try-scanners.ts';

const calendar = exchangeCalendar('NYSE');
const NOON = epochMs(Date.parse('2024-03-06T17:00:00Z'));
const CLOSE = epochMs(Date.parse('2024-03-06T21:00:00Z'));

function gap(percent: number): ScannerConfig {
  return scannerSchema.parse({
    name: 'gap',
    kind: 'gap',
    pre_session: true,
    schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
    config: { direction: 'above', percent },
  });
}

function partsOn(sources: readonly DataSource[]): TrialParts {
  const memory = new BarMemory(calendar, 1e9);
  return {
    sources: sources.map((source) => new RememberingSource(source, memory)),
    pacer: () => new WallPacer(),
    signal: new AbortController().signal,
  };
}

function question(changes: Partial<TrialQuestion> = {}): TrialQuestion {
  return {
    ...{ config: simulatedConfig(), removed: [], draft: gap(2), saved: null, until: CLOSE },
    ...changes,
  };
}

async function tried(
  asked: TrialQuestion,
  parts = partsOn([simulatedSource()]),
): Promise<Omit<DraftTried, 'id' | 'tookMs'>> {
  const trial = await tryScanners(asked, parts);
  if (trial.kind === 'refused') throw new Error(trial.message);
  return trial.tried;
}

async function tested(
  asked: TrialQuestion,
  sessions: number,
  parts = partsOn([simulatedSource()]),
): Promise<Omit<DraftTested, 'id' | 'tookMs'>> {
  const outcome = await testOnSessions(asked, sessions, parts);
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return outcome;
}

/** The config with one scanner, saved as it was tried, and nothing else that may scan. */
function withScanner(config: SessionConfig, scanner: ScannerConfig): SessionConfig {
  const { session_data_config: data } = config;
  return { ...config, session_data_config: { ...data, scanners: [scanner] } };
}

interface HitOf {
  readonly time: string;
  readonly symbol: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** First hits of a replay, as its record file has them. */
async function replayed(config: SessionConfig, dataFolder?: string): Promise<readonly HitOf[]> {
  const { hits } = await playConfig(config, dataFolder === undefined ? {} : { dataFolder });
  return hits
    .filter(({ first }) => first)
    .map(({ time, symbol, metadata }) => ({ time, symbol, figures: { ...metadata } }));
}

function inWords(hits: readonly DraftHit[]): readonly HitOf[] {
  return hits.map(({ time, symbol, figures }) => ({ time: toIsoTime(time), symbol, figures }));
}

describe('a trial', () => {
  it('says exactly what a replay of the day hits once the scanner is saved: symbols, times and figures', async () => {
    const config = simulatedConfig();
    const expected = await replayed(withScanner(config, gap(2)));
    expect(expected.length).toBeGreaterThan(3);
    expect(inWords((await tried(question({ config }))).draft.hits)).toEqual(expected);
  });

  it('sees nothing of what comes after its instant', async () => {
    const [noon, close] = [await tried(question({ until: NOON })), await tried(question())];
    expect(noon.at).toBe(NOON);
    expect(noon.draft.hits).toEqual(close.draft.hits.filter(({ time }) => time <= NOON));
    expect(noon.draft.scans).toBeLessThan(close.draft.scans);
    expect(noon.draft.matches).not.toEqual(close.draft.matches);
  });

  it('answers the same however often it is asked, whatever was tried meanwhile', async () => {
    const parts = partsOn([simulatedSource()]);
    const first = await tried(question(), parts);
    await tried(question({ draft: gap(9), saved: gap(1), until: NOON }), parts);
    await tested(question(), 3, parts);
    expect(await tried(question(), parts)).toEqual(first);
  });

  it('leaves out what the user removed, and watches the own symbols of a config that names no universe', async () => {
    const all = await tried(question());
    const [first] = all.draft.hits;
    const removed = [symbolId(first?.symbol ?? '')];
    const without = await tried(question({ removed }));
    expect(without.symbols).toBe(all.symbols - 1);
    expect(without.draft.hits).toEqual(all.draft.hits.slice(1));
    const own = simulatedConfig({ data: { universe: {}, symbols: ['ABBV', 'ABT'] } });
    expect((await tried(question({ config: own }))).symbols).toBe(2);
  });

  it('holds the draft against the saved scanner: what only one of them hit, and which match is new', async () => {
    const wide = await tried(question({ draft: gap(1), saved: gap(8) }));
    const narrow = await tried(question({ draft: gap(8), saved: gap(1) }));
    expect(wide.gainedCount).toBe(wide.draft.hitCount - (wide.saved?.hitCount ?? 0));
    expect(wide.gainedCount).toBeGreaterThan(0);
    expect(wide.lost).toEqual([]);
    expect(narrow.lost.map(({ symbol, time }) => [symbol, time])).toEqual(
      wide.gained.map(({ symbol, time }) => [symbol, time]),
    );
    const savedNow = new Set(wide.saved?.matches.map(({ symbol }) => symbol));
    expect(wide.draft.matches.map(({ isNew }) => isNew)).toEqual(
      wide.draft.matches.map(({ symbol }) => !savedNow.has(symbol)),
    );
    expect((await tried(question({ saved: null }))).gained).toEqual([]);
  });

  it('is refused where a scanner cannot be made, by name of the one that is wrong', async () => {
    const wrong = { ...gap(2), config: { direction: 'sideways' } };
    expect(await tryScanners(question({ draft: wrong }), partsOn([simulatedSource()]))).toMatchObject({
      ...{ kind: 'refused', side: 'draft' },
      message: 'config.direction is "sideways"; allowed: above, below',
    });
    expect(await tryScanners(question({ saved: wrong }), partsOn([simulatedSource()]))).toMatchObject({
      side: 'saved',
    });
  });

  it('rejects soon where it is given up', async () => {
    const given = new AbortController();
    const parts = { ...partsOn([simulatedSource()]), signal: given.signal };
    let steps = 0;
    const onStep = (): void => {
      steps += 1;
      if (steps === 5) given.abort(new Error('newer'));
    };
    await expect(tryScanners(question(), { ...parts, onStep })).rejects.toThrow('newer');
    expect(steps).toBeLessThanOrEqual(6);
  });

  it('touches no session: its event log is the same with trials and without', async () => {
    const config = withScanner(simulatedConfig(), gap(3));
    const hash = async (trials: boolean): Promise<string> => {
      const { session, runTo, finish } = await heldSession(config, [simulatedSource()]);
      await runTo(NOON);
      const { current } = session.view.config();
      if (trials) {
        await tried(question({ config: current, saved: gap(3), until: session.view.status().now }));
        await tested(question({ config: current, until: NOON }), 2);
      }
      await finish();
      return session.summary().eventLogHash;
    };
    expect(await hash(true)).toBe(await hash(false));
  });
});

describe('a test on sessions', () => {
  it('says of each what a replay of them hits', async () => {
    const config = simulatedConfig({ dates: ['2024-03-04', '2024-03-06'] });
    const expected = await replayed(withScanner(config, gap(2)));
    const { sessions } = await tested(question({ config }), 3);
    expect(sessions.map(({ date }) => date)).toEqual(['2024-03-04', '2024-03-05', '2024-03-06']);
    expect(sessions.flatMap(({ hits }) => inWords(hits))).toEqual(expected);
    expect(sessions.every(({ draft }) => draft > 0)).toBe(true);
  });

  it('counts what is gained and lost in each, and how often a symbol hits', async () => {
    const asked = question({ draft: gap(1), saved: gap(8) });
    const { sessions, symbols, symbolCount } = await tested(asked, 3);
    const draftHits = sessions.flatMap(({ hits }) => hits.filter(({ side }) => side !== 'lost'));
    expect(symbolCount).toBe(new Set(draftHits.map(({ symbol }) => symbol)).size);
    for (const { draft, saved, gained, lost, hits } of sessions) {
      expect(gained).toBe(draft - (saved ?? 0) + lost);
      expect(hits.filter(({ side }) => side === 'gained')).toHaveLength(gained);
    }
    expect(sessions.some(({ gained }) => gained > 0)).toBe(true);
    const counted = symbols.reduce((sum, { draft }) => sum + draft, 0);
    expect(counted).toBe(sessions.reduce((sum, { draft }) => sum + draft, 0));
    expect(symbols.map(({ draft }) => draft)).toEqual(
      symbols.map(({ draft }) => draft).sort((a, b) => b - a),
    );
  });
});

describe.skipIf(!hasTestData)('on recorded markets', () => {
  it('a trial of a day, and a test on three, say what their replay hits', async () => {
    const folder = testData('.');
    const path = 'assets/examples/replay-2013-10.json';
    const config = readConfig(path);
    const [scanner] = config.session_data_config.scanners;
    if (scanner === undefined) throw new Error(`${path} has no scanner`);
    const sources = sourceOptions(config, path, folder).map((each) => createSource(each, calendar));
    const parts = partsOn(sources);
    const asked = question({
      ...{ config, draft: scanner },
      until: epochMs(Date.parse('2013-10-09T20:00:00Z')),
    });

    const three = withScanner(config, scanner);
    const { sessions } = await tested(asked, 3, parts);
    expect(sessions.flatMap(({ hits }) => inWords(hits))).toEqual(await replayed(three, folder));

    const date = sessionDate('2013-10-09');
    const day = { start_date: date, end_date: date, speed: 'max' as const };
    const trial = await tried(asked, parts);
    expect(inWords(trial.draft.hits)).toEqual(await replayed({ ...three, replay: day }, folder));
    expect(trial.provisions).toMatchObject([{ key: 'sma_20_1d', bars: 40, ready: 482, of: 505 }]);
    await Promise.all(sources.map((source) => source.close()));
  });
});
