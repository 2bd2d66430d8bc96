import { describe, expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { ALIASES } from './aliases.ts';
import { SESSION_FIGURES } from './checked-rule.ts';
import { checkRule, type RuleSetting } from './checker.ts';
import { BAR_FIELDS, CLOCK_NAMES, CONDITION_NAMES, FACT_NAMES, MATH_NAMES, MEAN_PRICES } from './names.ts';
import { wordCard } from './word-cards.ts';
import { RULE_WORDS, WORD_NAMES } from './words.ts';

const SETTING: RuleSetting = { interval: '5m', catalogue: ruleCatalogue(['Favourites']) };

describe('the words of the language', () => {
  it.each(RULE_WORDS)('the example of $name is right: $example', ({ example }) => {
    const found = checkRule(example, SETTING);
    expect(found.ok ? [] : found.problems).toEqual([]);
  });

  it.each(RULE_WORDS)('the example of $name uses it, or another name of it', ({ name, example }) => {
    const others = Object.entries(ALIASES).flatMap(([alias, meant]) => (meant === name ? [alias] : []));
    expect([name, ...others].some((each) => new RegExp(`\\b${each}\\b`, 'u').test(example))).toBe(true);
  });

  it('are all that the checker knows', () => {
    const known = [
      ...[
        ...BAR_FIELDS,
        ...Object.keys(MEAN_PRICES),
        'last',
        ...CLOCK_NAMES,
        ...MATH_NAMES,
        ...SESSION_FIGURES,
      ],
      ...[
        ...CONDITION_NAMES,
        ...FACT_NAMES,
        'highest',
        'lowest',
        'avg',
        'sum',
        'pct_change',
        'bars_since',
        'rank',
      ],
    ];
    expect(WORD_NAMES.toSorted()).toEqual(known.toSorted());
  });

  it('have one meaning each', () => {
    const names = [...RULE_WORDS.map(({ name }) => name), ...Object.keys(ALIASES)];
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.entries(ALIASES))('%s stands for a word or an indicator: %s', (alias, meant) => {
    const ids = SETTING.catalogue.indicators.map(({ id }) => id);
    expect([...WORD_NAMES, ...ids]).toContain(meant);
    expect(ids).not.toContain(alias);
    expect(wordCard(alias, SETTING.catalogue)?.doc).toContain(`The same as ${meant}.`);
  });
});
