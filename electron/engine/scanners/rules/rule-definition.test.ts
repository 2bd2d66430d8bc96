import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../../shared/domain/errors.ts';
import { requirementsOf } from './requirements.ts';
import { RuleTextError, readRuleConfig, ruleScanner } from './rule-definition.ts';

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the config of a rule', () => {
  it.each([
    [{}, 'config.when', 'the text of a rule'],
    [{ when: 3 }, 'config.when', 'the text of a rule'],
    [{ when: 'close > 1', interval: '2m' }, 'config.interval', '1s, 1m, 5m, 15m, 30m, 1h, 1d, 1w'],
    [{ when: 'close > 1', side: 'up' }, 'config.side', 'long, short'],
    [{ when: 'close > 1', action: 'buy' }, 'config.action', 'when, interval, side, figures'],
    [{ when: 'close > 1', figures: ['close'] }, 'config.figures', 'expressions by name'],
    [{ when: 'close > 1', figures: { Price: 'close' } }, 'config.figures', 'names such as gap_percent'],
    [{ when: 'close > 1', figures: { price: 1 } }, 'config.figures.price', 'a numeric expression'],
  ])('%j is refused, naming what is allowed', (config, argument, allowed) => {
    const thrown = thrownBy(() => ruleScanner.create(config));
    expect(thrown).toBeInstanceOf(InvalidArgumentError);
    expect(thrown).toMatchObject({ argument, allowed });
  });

  it('says of a wrong rule where it is wrong, by line and column, and gives the problems', () => {
    const when = 'close > 5\n  and smaa(20) > 3';
    const thrown = thrownBy(() => ruleScanner.create({ when }));
    expect(thrown).toBeInstanceOf(RuleTextError);
    expect(thrown).toMatchObject({
      argument: 'config.when',
      problems: [{ span: { from: when.indexOf('smaa') } }],
    });
    expect(String(thrown)).toContain("config.when: line 2, column 7: Unknown indicator 'smaa'");
  });

  it('says the same of a figure', () => {
    const thrown = thrownBy(() => ruleScanner.create({ when: 'close > 5', figures: { price: 'clos' } }));
    expect(String(thrown)).toContain('config.figures.price: line 1, column 1:');
  });
});

it('a rule says what it will provision, each thing once and with its reason', () => {
  const { rule } = readRuleConfig({
    when: 'gap > 3 % and volume > 2 * volume_sma(20)[1] and last(1d) > vwap(5m) and volume > 0 and rsi(14) > 5',
  });
  expect(requirementsOf(rule)).toEqual([
    ...[0, 1].map((ago) => ({
      ...{ key: `value_ago_${ago}_1d`, interval: '1d', bars: 2 * ago + 2 },
      reason: `close(1d)${ago === 0 ? '' : '[1]'} needs ${2 * ago + 2} daily bars, twice the ${ago + 1} to its first value.`,
    })),
    {
      ...{ key: 'value_ago_0_1d_volume', interval: '1d', bars: 2 },
      reason: 'volume(1d) needs 2 daily bars, twice the 1 to its first value.',
    },
    {
      ...{ key: 'value_ago_1_1d_of_volume_sma_20', interval: '1d', bars: 42 },
      reason: 'volume_sma(1d)[1] needs 42 daily bars, twice the 21 to its first value.',
    },
    {
      ...{ key: 'vwap_5m', interval: '5m', bars: 2 },
      reason: 'vwap_5m needs 2 bars of 5m, twice the 1 to its first value.',
    },
    {
      ...{ key: 'rsi_14_1d', interval: '1d', bars: 109 },
      reason: 'rsi_14_1d needs 109 daily bars, until when its value is stable.',
    },
    {
      ...{ key: '1d bars', interval: '1d', bars: 1 },
      reason: 'The newest bar of 1d is read as it forms, and until then the one before it.',
    },
  ]);
});
