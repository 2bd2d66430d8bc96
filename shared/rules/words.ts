import { FIELDS, SESSION } from './bar-words.ts';
import { FUNCTIONS } from './function-words.ts';
import type { RuleWord } from './rule-word.ts';

const CONDITIONS: readonly RuleWord[] = [
  {
    name: 'crosses_above',
    group: 'condition',
    signature: 'crosses_above(a, b, interval)',
    gives: 'condition',
    doc: 'True on the bar on which a is above b and was not on the bar before.',
    example: 'crosses_above(close, vwap)',
    insert: 'crosses_above(|)',
  },
  {
    name: 'crosses_below',
    group: 'condition',
    signature: 'crosses_below(a, b, interval)',
    gives: 'condition',
    doc: 'True on the bar on which a is below b and was not on the bar before.',
    example: 'crosses_below(rsi(14), 70)',
    insert: 'crosses_below(|)',
  },
  {
    name: 'rising',
    group: 'condition',
    signature: 'rising(x, bars = 1, interval)',
    gives: 'condition',
    doc: 'True where each of the last so many values is above the one before it.',
    example: 'rising(close, 3)',
    insert: 'rising(|, 3)',
  },
  {
    name: 'falling',
    group: 'condition',
    signature: 'falling(x, bars = 1, interval)',
    gives: 'condition',
    doc: 'True where each of the last so many values is below the one before it.',
    example: 'falling(volume, 3)',
    insert: 'falling(|, 3)',
  },
  {
    name: 'in_list',
    group: 'condition',
    signature: 'in_list("name", ...)',
    gives: 'condition',
    doc: "True for the symbols of a list of the session's.",
    example: 'in_list("Favourites")',
    insert: 'in_list("|")',
  },
];

const FACTS: readonly RuleWord[] = [
  {
    name: 'sector',
    group: 'fact',
    signature: 'sector in ("name", ...)',
    gives: 'text',
    doc: "The symbol's sector, held against one or several; unknown where no sector is known.",
    example: 'sector in ("Energy", "Utilities")',
    insert: 'sector in ("|")',
  },
  {
    name: 'symbol',
    group: 'fact',
    signature: 'symbol in ("name", ...)',
    gives: 'text',
    doc: 'The symbol itself, held against one or several.',
    example: 'symbol not in ("SPY", "QQQ")',
    insert: 'symbol in ("|")',
  },
];

const KEYWORDS: readonly RuleWord[] = [
  {
    name: 'and',
    group: 'keyword',
    signature: 'a and b',
    gives: 'condition',
    doc: 'True where both are; false where one is false; unknown otherwise.',
    example: 'close > vwap and rsi(14) > 50',
  },
  {
    name: 'or',
    group: 'keyword',
    signature: 'a or b',
    gives: 'condition',
    doc: 'True where one is; false where both are false; unknown otherwise.',
    example: 'rsi(14) > 70 or rsi(14) < 30',
  },
  {
    name: 'not',
    group: 'keyword',
    signature: 'not a',
    gives: 'condition',
    doc: 'Turns true into false and false into true; unknown stays unknown.',
    example: 'not rising(close, 3)',
  },
  {
    name: 'in',
    group: 'keyword',
    signature: 'sector in ("name", ...)',
    gives: 'condition',
    doc: 'True where a text is one of a list; not in where it is none of them.',
    example: 'sector not in ("Energy")',
  },
];

/** Every word of the language's own, by group, in the order of the guide. */
export const RULE_WORDS: readonly RuleWord[] = [
  ...FIELDS,
  ...SESSION,
  ...FUNCTIONS,
  ...CONDITIONS,
  ...FACTS,
  ...KEYWORDS,
];

/** Names of the words that stand for something: all but and, or, not, in. */
export const WORD_NAMES: readonly string[] = RULE_WORDS.filter(({ group }) => group !== 'keyword').map(
  ({ name }) => name,
);
