import { describe, expect, it } from 'vitest';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import { epochMs, toIsoTime } from '../../../shared/domain/time.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { playConfig } from '../../testing/play-config.ts';
import { simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarMemory } from './bar-memory.ts';
import { RememberingSource } from './remembering-source.ts';
import { type Trial, type TrialQuestion, tryScanners } from './try-scanners.ts';

const memory = new BarMemory(exchangeCalendar('NYSE'), 1e9);
const sources = [new RememberingSource(simulatedSource(), memory)];
const AFTERNOON = epochMs(Date.parse('2024-03-06T19:12:00Z'));

function rule(when: string, figures: Readonly<Record<string, string>> = {}): ScannerConfig {
  return scannerSchema.parse({
    name: 'rule',
    kind: 'rule',
    schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
    config: { when, interval: '5m', figures },
  });
}

function ask(draft: ScannerConfig, saved: ScannerConfig | null = null): ReturnType<typeof tryScanners> {
  const question: TrialQuestion = { config: simulatedConfig(), removed: [], draft, saved, until: AFTERNOON };
  const signal = new AbortController().signal;
  return tryScanners(question, { sources, pacer: () => new WallPacer(), signal });
}

async function trialOf(draft: ScannerConfig, saved: ScannerConfig | null = null): Promise<Trial> {
  const trial = await ask(draft, saved);
  if (trial.kind === 'refused') throw new Error(trial.message);
  return trial;
}

describe('a trial of a rule', () => {
  it('says what a replay hits with it, with the same figures', async () => {
    const draft = rule('crosses_above(close, sma(20, 5m)) and rsi(14, 5m) > 50', { rsi: 'rsi(14, 5m)' });
    const config = simulatedConfig({ data: { scanners: [draft] } });
    const { hits } = await playConfig(config, { until: AFTERNOON });
    const { tried } = await trialOf(draft);
    expect(tried.draft.hits.length).toBeGreaterThan(2);
    expect(
      tried.draft.hits.map(({ time, symbol, figures }) => ({
        time: toIsoTime(time),
        symbol,
        metadata: figures,
      })),
    ).toMatchObject(
      hits.filter(({ first }) => first).map(({ time, symbol, metadata }) => ({ time, symbol, metadata })),
    );
  });

  it('says of what is gained what the saved rule saw then, of what is lost what the draft sees', async () => {
    const figures = { price: 'last(1d)', wide: 'sma(20, 1d) * 0.97', narrow: 'sma(20, 1d) * 1.04' };
    const wide = rule('last(1d) > sma(20, 1d) * 0.97', figures);
    const narrow = rule('last(1d) > sma(20, 1d) * 1.04', figures);
    const { tried: gained } = await trialOf(wide, narrow);
    expect(gained.gainedCount).toBeGreaterThan(2);
    for (const { why, figures: seen } of gained.gained) {
      expect(why).toBe(`last(1d) ${seen.price?.toFixed(2)}, was below ${seen.narrow?.toFixed(2)}`);
    }
    const { tried: lost } = await trialOf(narrow, wide);
    expect(lost.lostCount).toBe(gained.gainedCount);
    for (const { why, figures: seen } of lost.lost) {
      expect(why).toBe(`last(1d) ${seen.price?.toFixed(2)}, now below ${seen.narrow?.toFixed(2)}`);
    }
  });

  it('measures each condition of every symbol: exact counts at any threshold', async () => {
    const at = (factor: number): ScannerConfig =>
      rule(`last(1d) > sma(20, 1d) * ${factor} and volume(1d) > 1_000`);
    const trial = await trialOf(at(1.02));
    const values = trial.values('draft', 0) ?? new Float64Array(0);
    expect(values).toHaveLength(12);
    expect([...values]).toEqual([...values].sort((a, b) => a - b));
    expect(trial.values('draft', 2)).toBeUndefined();
    expect(trial.values('saved', 0)).toBeUndefined();
    for (const factor of [0.9, 0.98, 1, 1.01, 1.05]) {
      const { tried } = await trialOf(at(factor));
      const [condition] = tried.draft.conditions;
      expect(condition).toMatchObject({ operator: '>', threshold: factor, unit: 'ratio' });
      expect(condition?.passing).toBe(values.filter((value) => value > factor).length);
      expect(tried.draft.matchCount).toBe(condition?.passing);
      expect(tried.draft.matches.every(({ values: [ratio] }) => (ratio ?? 0) > factor)).toBe(true);
    }
  });

  it('counts how many symbols pass each stage, and where the threshold stands', async () => {
    const when = 'last(1d) > sma(20, 1d) * 1.02 and rsi(14, 5m) > 50';
    const { tried } = await trialOf(rule(when));
    const [first, second] = tried.draft.funnel;
    expect(first).toMatchObject({ text: 'last(1d) > sma(20, 1d) * 1.02' });
    expect((first?.passed ?? 0) + (first?.failed ?? 0) + (first?.unknown ?? 0)).toBe(12);
    expect((second?.passed ?? 0) + (second?.failed ?? 0) + (second?.unknown ?? 0)).toBe(first?.passed);
    expect(second?.passed).toBe(tried.draft.matchCount);
    const places = tried.draft.conditions.map(({ thresholdSpan }) =>
      when.slice(thresholdSpan?.from, thresholdSpan?.to),
    );
    expect(places).toEqual(['1.02', '50']);
  });

  it('tells what it asks for, and of how many symbols that is there', async () => {
    const { tried } = await trialOf(rule('close(1d)[3] > 5 and rsi(14, 5m) > 50 and sma(20, 1d) > 1'));
    expect(tried.provisions.map(({ key, ready, of, cause }) => [key, ready, of, cause])).toEqual([
      ['1d bars', 12, 12, null],
      ['rsi_14_5m', 12, 12, null],
      ['sma_20_1d', 12, 12, null],
    ]);
    expect(tried.provisions[2]).toMatchObject({
      bars: 40,
      reason: 'sma_20_1d: 20 bars x 2 = 40 trading days',
    });
  });

  it('is refused with every problem of the text at its place', async () => {
    const refused = await ask(rule('close > smaa(20)'));
    if (refused.kind !== 'refused') throw new Error('tried');
    const [problem] = refused.problems;
    expect('close > smaa(20)'.slice(problem?.span.from, problem?.span.to)).toBe('smaa');
    expect(problem?.fix).toMatchObject({ replacement: 'sma' });
    // A figure has a text of its own: a place in it would be none in the rule's.
    const figure = await ask(rule('close > 5', { bad: 'smaa(20)' }));
    expect(figure).toMatchObject({ kind: 'refused', problems: [] });
    expect(figure.kind === 'refused' && figure.message).toContain('config.figures.bad');
  });
});
