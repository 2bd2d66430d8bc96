import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/result.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import { simulatedConfig, simulatedSession } from '../../testing/simulated-session.ts';

const OPEN = Date.parse('2024-03-06T14:30:00Z');
const MINUTE = 60_000;
const SCHEDULE = [{ start: '09:35', end: '15:55', interval: '5m' }];

const UP = {
  name: 'up',
  kind: 'rule',
  schedule: SCHEDULE,
  config: { when: 'last(1d) > prev_close and close(5m) > vwap(5m)', interval: '1d' },
};
const NEVER = {
  name: 'never',
  kind: 'rule',
  schedule: SCHEDULE,
  config: { when: 'last(1d) > prev_close * 2', interval: '1d' },
};

/** At 10:00, with hits of "up". */
async function scanned() {
  const data = { symbols: [], streams: ['1m'], scanners: [UP, NEVER], promotion: { auto: false } };
  const { session, runTo, finish } = await simulatedSession(simulatedConfig({ data }));
  await runTo(OPEN + 30 * MINUTE);
  return { view: session.view, commands: session.commands, runTo, finish };
}

function answerOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Conditions of a tree in order: their text and truth. */
function conditions(node: EvidenceNode | null): [string, boolean | null][] {
  if (node === null) return [];
  return node.kind === 'condition' ? [[node.text, node.truth]] : node.of.flatMap(conditions);
}

describe('a hit', () => {
  it('is explained with what its scan saw, long after', async () => {
    const { view, runTo, finish } = await scanned();
    const [hit] = view.hits(0, 1_000);
    const then = answerOf(view.explainHit(0));
    expect(conditions(then.tree)).toEqual([
      ['last(1d) > prev_close', true],
      ['close(5m) > vwap(5m)', true],
    ]);
    expect([then.match, then.current, then.confidence]).toEqual([1, true, hit?.confidence]);
    await runTo(OPEN + 120 * MINUTE);
    const later = answerOf(view.explainHit(0));
    expect(later.tree).toEqual(then.tree);
    for (const { to } of later.bars) expect(to).toBeLessThanOrEqual(hit?.time ?? 0);
    await finish();
  });

  it('keeps the conditions of its version when the scanner is saved anew', async () => {
    const { view, commands, finish } = await scanned();
    const before = answerOf(view.explainHit(0));
    const scanner = view.config().current.session_data_config.scanners[0];
    if (scanner === undefined) throw new Error('there is no scanner');
    const config = { ...scanner.config, when: 'last(1d) > prev_close * 1.5' };
    await commands.saveScanner({ scanner: { ...scanner, config }, previous: 'up' });
    const after = answerOf(view.explainHit(0));
    expect(after.tree).toEqual(before.tree);
    expect([before.current, after.current]).toEqual([true, false]);
    await finish();
  });

  it('keeps its conditions when its symbol, and then its scanner, is removed and comes back', async () => {
    const { view, commands, runTo, finish } = await scanned();
    const [hit] = view.hits(0, 1);
    if (hit === undefined) throw new Error('there is no hit');
    const before = answerOf(view.explainHit(0));
    const stillSame = (): void => {
      const { tree, match, confidence } = answerOf(view.explainHit(0));
      expect({ tree, match, confidence }).toEqual({
        ...{ tree: before.tree, match: before.match, confidence: before.confidence },
      });
    };
    await commands.remove(hit.symbol);
    stillSame();
    const { tree, watched } = answerOf(view.whyNot('up', hit.symbol));
    expect([tree.truth, watched]).toEqual([null, false]);
    await commands.removeScanner('up');
    await runTo(OPEN + 60 * MINUTE);
    stillSame();
    await commands.saveScanner({
      scanner: scannerSchema.parse({ ...UP, ...NEVER, name: 'up' }),
      previous: null,
    });
    await commands.restore(hit.symbol);
    await runTo(OPEN + 90 * MINUTE);
    stillSame();
    await commands.enableScanner('up', false);
    stillSame();
    await finish();
  });

  it('that is not kept any more is said to be gone', async () => {
    const { view, finish } = await scanned();
    expect(view.explainHit(1_000_000)).toMatchObject({ ok: false, error: { code: 'hit_gone' } });
    await finish();
  });
});

describe('a symbol that did not hit', () => {
  it('is told the condition that kept it away, with its values', async () => {
    const { view, finish } = await scanned();
    const [symbol] = view.symbols();
    if (symbol === undefined) throw new Error('there is no symbol');
    const { tree, watched } = answerOf(view.whyNot('never', symbol));
    expect(watched).toBe(true);
    expect(conditions(tree)).toEqual([['last(1d) > prev_close * 2', false]]);
    const { value, threshold } = tree.kind === 'condition' ? tree : { value: null, threshold: null };
    expect(value).not.toBeNull();
    expect(value ?? 0).toBeLessThan(threshold ?? 0);
    await finish();
  });

  it('is a near miss where one condition is left, and no stage of the funnel loses anybody', async () => {
    const { view, finish } = await scanned();
    const { misses, symbols } = answerOf(await view.nearMisses('never', 5));
    expect([misses.length, symbols]).toEqual([5, 12]);
    const distances = misses.map(({ condition: { value, threshold } }) => (threshold ?? 0) / (value ?? 1));
    expect(distances).toEqual([...distances].sort((one, other) => one - other));
    const { stages } = answerOf(view.funnel('up'));
    let left = symbols;
    for (const { passed, failed, unknown } of stages) {
      expect(passed + failed + unknown).toBe(left);
      left = passed;
    }
    await finish();
  });

  it('cannot be explained by a scanner that there is not', async () => {
    const { view, finish } = await scanned();
    const [symbol] = view.symbols();
    if (symbol === undefined) throw new Error('there is no symbol');
    expect(view.whyNot('nobody', symbol)).toMatchObject({ ok: false, error: { code: 'scanner_off' } });
    await finish();
  });
});
