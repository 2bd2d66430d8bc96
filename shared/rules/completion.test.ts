import { describe, expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { GICS_SECTORS } from '../universe/sectors.ts';
import { checkFigure, checkRule, type RuleSetting } from './checker.ts';
import { completeRule } from './completion.ts';
import { hoverRule } from './hover.ts';

const SETTING: RuleSetting = { interval: '5m', catalogue: ruleCatalogue(['Favourites', 'Short "squeeze"']) };

/** Labels at the place of `|`. */
function labelsAt(marked: string): readonly string[] {
  const position = marked.indexOf('|');
  return completeRule(marked.replace('|', ''), position, SETTING).options.map(({ label }) => label);
}

/** The text after the option of that label was taken, with the cursor as `|`. */
function taken(marked: string, label: string, setting = SETTING): string {
  const text = marked.replace('|', '');
  const { from, to, options } = completeRule(text, marked.indexOf('|'), setting);
  const option = options.find((each) => each.label === label);
  if (option === undefined) throw new Error(`No ${label} at ${marked}`);
  const { insert, cursor } = option;
  return `${text.slice(0, from)}${insert.slice(0, cursor)}|${insert.slice(cursor)}${text.slice(to)}`;
}

describe('completion', () => {
  it('begins with what begins with the letters typed', () => {
    expect(labelsAt('close > rv|')[0]).toBe('rvol');
    expect(labelsAt('cl|')[0]).toBe('close');
    expect(labelsAt('close > op|en').slice(0, 1)).toEqual(['open']);
  });

  it('replaces the whole word', () => {
    expect(taken('clo|ze > 5', 'close')).toBe('close| > 5');
    expect(taken('clo|', 'crosses_above')).toBe('crosses_above(|)');
  });

  it('writes an indicator with its settings, ready to be compared', () => {
    expect(taken('close > sm|', 'sma')).toBe('close > sma(20)|');
    expect(taken('close > sm|(50)', 'sma')).toBe('close > sma|(50)');
    expect(taken('close > vw|', 'vwap', { ...SETTING, interval: '1d' })).toBe('close > vwap(5m)|');
  });

  it('offers what joins conditions behind a value', () => {
    expect(labelsAt('close > 5 |')).toEqual(['and', 'or']);
    expect(labelsAt('sector |')).toEqual(['in']);
  });

  it('offers intervals and settings in the brackets of an indicator', () => {
    const labels = labelsAt('bbands(20, |)');
    expect(labels).toEqual(['1s', '1m', '5m', '15m', '30m', '1h', '1d', '1w', 'period', 'k', 'input']);
    expect(labelsAt('vwap(|')).not.toContain('1d');
    expect(labelsAt('close(|)')).toContain('1w');
    expect(taken('bbands(20, |)', 'k')).toBe('bbands(20, k = |)');
  });

  it('looks past brackets that are closed', () => {
    expect(labelsAt('bbands(20, input = rsi(14), |)')).toContain('k');
    expect(labelsAt('rank(max(close, open[1]), |)')).toEqual(['sector', 'universe']);
    expect(labelsAt('sector in ("Energy") and rank((close), |)')).toEqual(['sector', 'universe']);
    expect(labelsAt('abs(close) > |')).toContain('vwap');
  });

  it('offers fields and indicators as an input', () => {
    const labels = labelsAt('sma(9, input = |)');
    expect(labels).toContain('hl2');
    expect(labels).toContain('rsi');
    expect(labels).not.toContain('day_open');
  });

  it('offers outputs behind a dot', () => {
    expect(labelsAt('bbands(20, 1d, k = 2.5).|')).toEqual([
      'middle',
      'upper',
      'lower',
      'bandwidth',
      'percent_b',
    ]);
    expect(labelsAt('bb.|')).toEqual(['middle', 'upper', 'lower', 'bandwidth', 'percent_b']);
    expect(taken('macd.si| > 0', 'signal')).toBe('macd.signal| > 0');
  });

  it('offers sectors and lists where one is named', () => {
    expect(labelsAt('sector in (|')).toEqual(GICS_SECTORS);
    expect(taken('sector in (|', 'Energy')).toBe('sector in ("Energy"|');
    expect(taken('sector in ("En|")', 'Energy')).toBe('sector in ("Energy|")');
    expect(taken('sector = |', 'Energy')).toBe('sector = "Energy"|');
    expect(taken('in_list(|)', 'Short "squeeze"')).toBe(`in_list('Short "squeeze"'|)`);
  });

  it('offers groups behind what is ranked, and nothing in a comment or for a number of bars', () => {
    expect(labelsAt('rank(gap, |)')).toEqual(['sector', 'universe']);
    expect(labelsAt('close # cl|')).toEqual([]);
    expect(labelsAt('close[|]')).toEqual([]);
  });

  it.each(['5m', '1d'] as const)('offers on %s only what is right where it is put', (interval) => {
    const setting = { ...SETTING, interval };
    for (const { insert, cursor, kind, label } of completeRule('', 0, setting).options) {
      if (kind === 'keyword' || cursor < insert.length) continue;
      const found = checkFigure(insert, setting);
      expect(found.ok ? [] : [label, ...found.problems]).toEqual([]);
    }
  });
});

describe('the word under the pointer', () => {
  it.each([
    ['close > s|ma(20)', 'sma(period = 20, interval, input = close)'],
    ['close > bbands(k| = 2)', 'k = 2'],
    ['close > bbands.up|per', 'bbands(...).upper'],
    ['rvol| > 2', 'rvol'],
    ['close a|nd open', 'a and b'],
    ['ga|p > 3', 'gap'],
  ])('%s is told as %s', (marked, signature) => {
    const found = hoverRule(marked.replace('|', ''), marked.indexOf('|') - 1, SETTING);
    expect(found?.signature).toBe(signature);
  });

  it('is nothing where there is none', () => {
    expect(hoverRule('close > 5', 8, SETTING)).toBeUndefined();
    expect(hoverRule('blurb > 5', 2, SETTING)).toBeUndefined();
  });
});

it('every fix of a problem that is the only one makes the rule right', () => {
  for (const text of [
    'close > smaa(20)',
    'rsi(14) > "50"',
    'volume > 500k',
    'sma(close, 20) > 5',
    'last[1] > 5',
  ]) {
    const found = checkRule(text, SETTING);
    const fix = found.ok ? undefined : found.problems[0]?.fix;
    if (fix === undefined) throw new Error(text);
    const mended = text.slice(0, fix.span.from) + fix.replacement + text.slice(fix.span.to);
    expect(checkRule(mended, SETTING).ok).toBe(true);
  }
});
