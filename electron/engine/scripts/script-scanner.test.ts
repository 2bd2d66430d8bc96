import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { threadScripts } from '../../testing/script-sandbox.ts';
import { simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { hitView } from '../coordinator/hit-view.ts';
import { buildSession } from '../coordinator/open-session.ts';
import { NO_OUTPUTS } from '../coordinator/run-recorder.ts';
import type { ScanReport } from '../scanners/scanner-environment.ts';

const TEMPLATE = readFileSync('electron/platform/scripts/kit/template.js', 'utf8');
const GUIDE = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/script-guide.md', 'utf8'))?.[1] ?? '';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Scripts by their hashes, all of them trusted. */
async function trusting(texts: readonly string[], wallMs?: number) {
  const find = (file: string, hash: string) => {
    const text = texts.find((each) => sha256(each) === hash);
    return Promise.resolve(
      text === undefined
        ? failure('script_untrusted', `The script ${file} is not trusted.`)
        : success({ file, text }),
    );
  };
  return threadScripts(find, wallMs);
}

/** A scanner of a script, every five minutes. */
function scriptScanner(name: string, text: string, params: Readonly<Record<string, number>> = {}) {
  const config = { file: 'tried.js', sha256: sha256(text), params };
  return { name, kind: 'script', schedule: [{ start: '09:35', end: '10:30', interval: '5m' }], config };
}

const GAP = {
  name: 'gap',
  kind: 'gap',
  schedule: [{ start: '09:35', end: '10:30', interval: '5m' }],
  config: { percent: 0.5 },
};

/** Plays a simulated morning. Answers the scans' reports and the events. */
async function morning(
  scanners: readonly object[],
  texts: readonly string[],
  onScan: (report: ScanReport, run: Awaited<ReturnType<typeof buildSession>>) => void = () => undefined,
  wallMs?: number,
) {
  const reports: ScanReport[] = [];
  const failures: unknown[] = [];
  const events: Readonly<Record<string, unknown>>[] = [];
  const built: Awaited<ReturnType<typeof buildSession>> = await buildSession({
    config: simulatedConfig({ data: { scanners } }),
    sources: [simulatedSource()],
    pacer: new WallPacer(),
    speed: null,
    until: undefined,
    scripts: await trusting(texts, wallMs),
    outputs: {
      ...NO_OUTPUTS,
      events: (lines) => {
        for (const line of lines.split('\n')) if (line !== '') events.push(JSON.parse(line));
      },
    },
    onScan: (report) => {
      reports.push(report);
      // What is thrown here would only be noted as an error of the scanner.
      try {
        onScan(report, built);
      } catch (error) {
        failures.push(error);
      }
    },
  });
  try {
    await built.run.play();
  } finally {
    built.coordinator.parts.recorder.finish();
    await built.run.scanners.teardown();
  }
  if (failures.length > 0) throw failures[0];
  const of = (name: string) => reports.filter(({ scanner }) => scanner === name);
  const eventsOf = (kind: string) => events.filter((event) => event.kind === kind);
  return { of, eventsOf, built };
}

const figuresOf = (reports: readonly ScanReport[]) =>
  reports.map(({ time, hits, unknown }) => ({
    time,
    unknown,
    hits: hits.map(({ symbol, metadata, first }) => ({ symbol, metadata, first })),
  }));

describe('a script as a scanner', () => {
  it('finds, from the template, what the built-in scanner finds, with its figures', async () => {
    const { of } = await morning([GAP, scriptScanner('script', TEMPLATE, { percent: 0.5 })], [TEMPLATE]);
    expect(of('gap').flatMap(({ hits }) => hits).length).toBeGreaterThan(10);
    expect(figuresOf(of('script'))).toEqual(figuresOf(of('gap')));
    expect(of('script').flatMap(({ hits }) => hits)[0]?.reason).toMatch(/% above its 20-day average$/);
  });

  it('finds, from the guide, what its words say of the bars, and promotes beyond what its params say', async () => {
    let expected = 0;
    const promoted = new Set<string>();
    const { of, built } = await morning(
      [scriptScanner('guide', GUIDE, { promote_above: 0.2 })],
      [GUIDE],
      ({ hits, unknown }, { coordinator }) => {
        const found: string[] = [];
        let unknowns = 0;
        for (const symbol of coordinator.parts.universe.symbols) {
          const bars = [...coordinator.data.getBars(symbol, '5m', { last: 4 })];
          const vwap = coordinator.data.getIndicator(symbol, 'vwap_5m')?.values?.vwap ?? Number.NaN;
          const closes = bars.map(({ close }) => close);
          const last = bars.at(-1);
          if (bars.length < 4 || Number.isNaN(vwap)) unknowns += 1;
          else if (
            closes.every((close, place) => place === 0 || close > (closes[place - 1] ?? close)) &&
            (last?.close ?? 0) > vwap &&
            (last?.volume ?? 0) > (bars[0]?.volume ?? 0)
          )
            found.push(symbol);
        }
        expected += found.length;
        expect(hits.map(({ symbol }) => symbol)).toEqual(found);
        expect(unknown).toBe(unknowns);
        for (const { metadata, symbol } of hits) if ((metadata.rise_percent ?? 0) > 0.2) promoted.add(symbol);
      },
    );
    expect(of('guide')).toHaveLength(12);
    expect(expected).toBeGreaterThan(0);
    expect([...built.coordinator.core.promoted()].sort()).toEqual([...promoted].sort());
  });

  it('explains its hits and misses by the checks that it told, with their numbers', async () => {
    const text = `export function setup(context) {
        context.latest('1d');
        context.indicator('sma', { interval: '1d', period: 20 });
      }
      export function scan(context) {
        const { close, volume } = context.latest('1d');
        const sma = context.indicator('sma', { interval: '1d', period: 20 });
        for (let row = 0; row < context.count; row += 1) {
          const above = context.check(row, 'above its average', close[row], '>', sma[row], 'price');
          const named = context.check(row, 'an early name', context.symbols[row] < context.symbols[8]);
          if (context.symbols[row] === context.symbols[1]) continue;
          const busy = context.check(row, 'volume', row === 2 ? NaN : volume[row], '>', 10, 'volume');
          if (above && named && busy) context.hit(row);
        }
      }`;
    const seen = { hits: 0, misses: 0 };
    const { of, built } = await morning(
      [scriptScanner('told', text)],
      [text],
      (report, { coordinator, run }) => {
        const explained = hitView({ coordinator, run });
        const [second, third] = coordinator.parts.universe.symbols.slice(1);
        expect(report.unknown).toBeLessThanOrEqual(1);
        expect(report.by.evidenceNames?.[4]).toBe('an early name: measured');
        for (const symbol of coordinator.parts.universe.symbols) {
          const asked = explained.whyNot('told', symbol);
          if (!asked.ok) throw new Error(asked.error.message);
          const { tree, bars } = asked.value;
          const view = coordinator.data.getBars(symbol, '1d', { last: 1, includeForming: true });
          const close = view.close(view.length - 1);
          const average = coordinator.data.getIndicator(symbol, 'sma_20_1d')?.values?.sma ?? Number.NaN;
          const conditions =
            tree.kind === 'condition' ? [] : tree.of.filter((node) => node.kind === 'condition');
          expect(conditions[0]).toMatchObject({
            ...{ text: 'above its average', truth: close > average, value: close, threshold: average },
            ...{ unit: 'price', needs: `> ${average.toFixed(2)}` },
          });
          expect(conditions[0]?.margin).toBeCloseTo((close - average) / average, 10);
          expect(conditions[1]).toMatchObject({
            truth: symbol < (coordinator.parts.universe.symbols[8] ?? symbol),
            value: null,
            needs: 'yes',
          });
          expect(conditions[2]?.unknownBecause ?? null).toBe(
            symbol === second ? 'the script did not come to it' : symbol === third ? 'has no value' : null,
          );
          const isHit = report.hits.some((hit) => hit.symbol === symbol);
          expect(tree.truth === true).toBe(isHit);
          expect(bars).toMatchObject([{ interval: '1d', bars: 1 }]);
          seen[isHit ? 'hits' : 'misses'] += 1;
        }
        for (const hit of report.hits) {
          const again = explained.whyNot('told', hit.symbol);
          expect(run.treeOf(hit)).toEqual(again.ok && again.value.tree);
        }
        const funnel = explained.funnel('told');
        expect(funnel.ok && funnel.value.stages.map(({ text }) => text)).toEqual([
          ...['above its average', 'an early name', 'volume'],
        ]);
        expect(funnel.ok && funnel.value.stages.at(-1)?.passed).toBe(report.hits.length);
      },
    );
    expect(of('told')).toHaveLength(12);
    // The session has gone on since the newest scan: what is told is of that scan, and says so.
    const after = hitView({ coordinator: built.coordinator, run: built.run });
    const newest = of('told').at(-1)?.time;
    expect(built.coordinator.parts.clock.now()).toBeGreaterThan(newest ?? Number.POSITIVE_INFINITY);
    expect(after.funnel('told')).toMatchObject({ value: { time: newest } });
    expect(await after.nearMisses('told', 3)).toMatchObject({ value: { time: newest } });
    expect(seen.hits).toBeGreaterThan(0);
    expect(seen.misses).toBeGreaterThan(0);
    expect(
      hitView({ coordinator: built.coordinator, run: built.run }).whyNot('nobody', symbolId('AAPL')),
    ).toMatchObject({
      error: { code: 'scanner_off' },
    });
  });

  it('that is not trusted is off from the start and says why; its neighbour goes on', async () => {
    const { of, eventsOf } = await morning([scriptScanner('off', 'export function scan() {}'), GAP], []);
    expect(of('off')).toEqual([]);
    expect(eventsOf('scanner_error')).toMatchObject([
      { scanner: 'off', disabled: true, message: 'The script tried.js is not trusted.' },
    ]);
    expect(of('gap')).toHaveLength(12);
  });

  it('that fails three times in a row is stopped, with the line; its neighbour finds what it would find alone', async () => {
    const bad = 'export function scan(context) {\n  for (;;);\n}';
    const worse = 'export function scan(context) {\n\n  context.nothing();\n}';
    const together = await morning(
      [scriptScanner('slow', bad), scriptScanner('wrong', worse), GAP],
      [bad, worse],
    );
    const alone = await morning([GAP], []);
    expect(
      together.eventsOf('scanner_error').map(({ scanner, disabled }) => `${scanner} ${disabled}`),
    ).toEqual([...['slow false', 'wrong false', 'slow false', 'wrong false', 'slow true', 'wrong true']]);
    expect(together.eventsOf('scanner_error')[1]).toMatchObject({
      message: 'tried.js: TypeError: not a function (line 3)',
    });
    expect(figuresOf(together.of('gap'))).toEqual(figuresOf(alone.of('gap')));
  });

  it('that asks for what there is not is off from the start', async () => {
    const text =
      "export function setup(c) { c.indicator('smaa', { interval: '1d' }); } export function scan() {}";
    const { eventsOf } = await morning([scriptScanner('wrong', text)], [text]);
    expect(eventsOf('scanner_error')).toMatchObject([
      { disabled: true, message: expect.stringContaining('smaa') },
    ]);
  });

  it('speaks into the log of the session', async () => {
    const text =
      "export function scan(context) { console.log('at', context.minutesSinceOpen, context.sectors.length); }";
    const { eventsOf } = await morning([scriptScanner('speaks', text)], [text]);
    expect(eventsOf('scanner_log').map(({ message }) => message)).toEqual(
      Array.from({ length: 12 }, (_, scan) => `at ${5 + 5 * scan} 12`),
    );
  });

  it('that only the clock on the wall can stop ends the run, and never changes its hits', async () => {
    const text = 'export function scan() { for (;;) new Uint8Array(2 ** 22); }';
    await expect(morning([scriptScanner('endless', text)], [text], undefined, 400)).rejects.toThrow(
      /tried\.js: its thread did not answer for 0\.4 s\. The run ends here/,
    );
  });
});

describe.skipIf(!hasTestData)('a script on October 2013 (needs the test data)', () => {
  it('gives the hits and promotions of the gap scanner, and twice the same event log', async () => {
    const whole = readConfig('assets/examples/replay-2013-10.json');
    const data = whole.session_data_config;
    const [gap] = data.scanners;
    if (gap === undefined) throw new Error('The example has no scanner');
    const withScanner = (change: object): SessionConfig => ({
      ...whole,
      session_data_config: { ...data, scanners: [{ ...gap, ...change }] },
    });
    const config = { file: 'gap-script.js', sha256: sha256(TEMPLATE), params: { percent: 2 } };
    const scripted = withScanner({ kind: 'script', config });
    // A date and the morning of the next: the script begins anew with each.
    const until = epochMs(Date.UTC(2013, 9, 8, 15));
    const options = { dataFolder: testData('.'), scripts: await trusting([TEMPLATE]), until };
    const built = await playConfig(withScanner({}), options);
    const runs = [await playConfig(scripted, options), await playConfig(scripted, options)];
    const plain = ({ hits, promotions }: typeof built) => ({
      promotions,
      hits: hits.map(({ time, symbol, first, metadata, held_back }) => ({
        time,
        symbol,
        first,
        metadata,
        held_back,
      })),
    });
    expect(built.hits.length).toBeGreaterThan(100);
    expect(runs.map((run) => plain(run))).toEqual([plain(built), plain(built)]);
    expect(runs[1]?.summary.eventLogHash).toBe(runs[0]?.summary.eventLogHash);
  }, 60_000);
});
