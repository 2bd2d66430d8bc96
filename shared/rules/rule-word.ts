import type { RuleUnit } from './checked-rule.ts';

export type WordGroup = 'field' | 'session' | 'function' | 'condition' | 'fact' | 'keyword';

/** What a word gives: a number in a unit, a number in the unit of its argument, a condition, a text. */
export type WordGives = RuleUnit | 'the same' | 'condition' | 'text';

/** One of the language's own words: completion, the hover, the form and the guide are made from it. */
export interface RuleWord {
  readonly name: string;
  readonly group: WordGroup;
  /** As it is written with all it takes: `rising(x, bars = 1, interval)`. */
  readonly signature: string;
  readonly gives: WordGives;
  /** One sentence. */
  readonly doc: string;
  /** A whole condition that uses it, right on 5m. */
  readonly example: string;
  /** What completion writes, where that is more than the name; `|` is where the cursor goes. */
  readonly insert?: string;
}
