import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../electron/engine/scanners/rules/catalogue.ts';
import { INTERVALS } from '../domain/interval.ts';
import { ALIASES } from './aliases.ts';
import type { CatalogueIndicator } from './catalogue.ts';
import { checkFigure, checkRule } from './checker.ts';
import { formatRule } from './format.ts';
import type { RuleWord, WordGroup } from './rule-word.ts';
import { indicatorSignature } from './word-cards.ts';
import { RULE_WORDS } from './words.ts';

const FILE = 'docs/rule-language.md';
const BEGIN = "<!-- What follows is made from the language's tables. -->";
const catalogue = ruleCatalogue([]);

const GROUPS: readonly (readonly [WordGroup, string])[] = [
  ['field', 'Bars'],
  ['session', 'Session'],
  ['function', 'Functions'],
  ['condition', 'Conditions'],
  ['fact', 'Facts of a symbol'],
  ['keyword', 'Joining words'],
];

// UPDATE_DOCS=1 writes the tables anew.
it('the reference of the guide is that of the tables', () => {
  const [text = ''] = readFileSync(FILE, 'utf8').split(BEGIN);
  const documented = `${text}${BEGIN}\n\n${reference()}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, documented);
  expect(readFileSync(FILE, 'utf8')).toBe(documented);
});

const guide = readFileSync(FILE, 'utf8');
const RECIPES = [...guide.matchAll(/^### \d+\. (.*)\n\nInterval `(\w+)`\n\n```\n([^`]*)```/gmu)].map(
  ([, title = '', interval = '', text = '']) => ({ title, interval, text: text.trimEnd() }),
);

it('the guide has ten recipes', () => {
  expect(RECIPES).toHaveLength(10);
});

it.each(RECIPES)(
  'the recipe "$title" is right, and written as the program writes it',
  ({ interval, text }) => {
    const found = checkRule(text, {
      interval: INTERVALS.find((each) => each === interval) ?? '1d',
      catalogue,
    });
    expect(found.ok ? [] : found.problems).toEqual([]);
    expect(formatRule(text)?.replace(/\s+/gu, ' ')).toBe(text.replace(/\s+/gu, ' '));
  },
);

it('what the guide writes in passing is right too', () => {
  const setting = { interval: '5m', catalogue } as const;
  // Shown as wrong, or as a part of something.
  const parts =
    /^(close > volume|smaa\(20\)|"50"|50|sma|and|or|not|#|=|!=|[<>]=?|[*/+_-]|\[n\]|\[1\]|a and b|a or b|not a|input|kind|rule|interval|sector|-5)$/u;
  const written = [...(guide.split(BEGIN)[0] ?? '').matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);
  const wrong = written.filter((code) => {
    if (parts.test(code) || /, n\)/u.test(code) || (INTERVALS as readonly string[]).includes(code))
      return false;
    if (/^(highest|lowest|pct_change|bars_since|rank|rising|falling)$/u.test(code)) return false;
    return !checkRule(code, setting).ok && !checkFigure(code, setting).ok;
  });
  expect(wrong).toEqual([]);
});

function reference(): string {
  const words = GROUPS.map(([group, title]) =>
    table(
      title,
      RULE_WORDS.filter((each) => each.group === group),
    ),
  );
  return [...words, indicators(), aliases()].join('\n');
}

function table(title: string, words: readonly RuleWord[]): string {
  const head = `## ${title}\n\n| written | gives | means | for example |\n| --- | --- | --- | --- |\n`;
  return (
    head +
    words
      .map(({ signature, gives, doc, example }) => row([code(signature), gives, doc, code(example)]))
      .join('')
  );
}

function indicators(): string {
  const head =
    '## Indicators\n\nDefinitions and sources: [indicators.md](indicators.md).\n\n| written | outputs | intervals | title |\n| --- | --- | --- | --- |\n';
  return head + catalogue.indicators.map((each) => row(indicatorCells(each))).join('');
}

function indicatorCells(indicator: CatalogueIndicator): readonly string[] {
  const { outputs, intervals, title } = indicator;
  const named = outputs.map(({ name, unit }) =>
    outputs.length === 1 ? unit : `${code(`.${name}`)} ${unit}`,
  );
  const on = intervals.length === INTERVALS.length ? 'all' : intervals.join(', ');
  return [code(indicatorSignature(indicator)), named.join(', '), on, title];
}

function aliases(): string {
  const head = '## Other names\n\n| written | is |\n| --- | --- |\n';
  return (
    head +
    Object.entries(ALIASES)
      .map(([alias, meant]) => row([code(alias), code(meant)]))
      .join('')
  );
}

function code(text: string): string {
  return `\`${text}\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}
