import { INTERVALS } from '../domain/interval.ts';
import { ALIASES } from './aliases.ts';
import type { CatalogueIndicator, RuleCatalogue } from './catalogue.ts';
import { decimal } from './number-text.ts';
import type { RuleWord, WordGives } from './rule-word.ts';
import { RULE_WORDS } from './words.ts';

/** What is told of a word wherever it is shown: in completion, under the pointer, in the guide. */
export interface WordCard {
  /** `sma(period = 20, interval, input = close)`. */
  readonly signature: string;
  /** `price`, `condition`, `the same`. */
  readonly gives: WordGives;
  readonly doc: string;
  /** `Needs 20 closed bars.`; undefined where nothing is to be said. */
  readonly needs: string | undefined;
  readonly example: string | undefined;
}

const WORDS: ReadonlyMap<string, RuleWord> = new Map(RULE_WORDS.map((word) => [word.name, word]));

/** One of the language's own words; undefined for another. */
export function ruleWord(name: string): RuleWord | undefined {
  return WORDS.get(name);
}

/** The card of a word of the language, of an indicator, or of another name of either. */
export function wordCard(name: string, catalogue: RuleCatalogue): WordCard | undefined {
  const meant = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (meant !== undefined) {
    const card = wordCard(meant, catalogue);
    return card === undefined
      ? undefined
      : { ...card, signature: card.signature.replace(meant, name), doc: `The same as ${meant}. ${card.doc}` };
  }
  const word = WORDS.get(name);
  if (word !== undefined) return { ...word, needs: undefined };
  const indicator = catalogue.indicators.find(({ id }) => id === name);
  return indicator === undefined ? undefined : indicatorCard(indicator);
}

export function indicatorCard(indicator: CatalogueIndicator): WordCard {
  const { outputs, title, description, intervals, readyBars } = indicator;
  const several = outputs.length > 1 ? ` Outputs: ${outputs.map(({ name }) => `.${name}`).join(', ')}.` : '';
  // Where sessions are counted, the number of bars depends on the interval.
  const isSame = intervals.length === INTERVALS.length;
  return {
    signature: indicatorSignature(indicator),
    gives: outputs[0]?.unit ?? 'number',
    doc: `${title}. ${description}${several}`,
    needs: isSame
      ? `Needs ${readyBars} closed ${readyBars === 1 ? 'bar' : 'bars'} by default.`
      : `On ${intervals.join(', ')}.`,
    example: undefined,
  };
}

/** `bbands(period = 20, k = 2, interval, input = close)`. */
export function indicatorSignature({ id, params, defaultInput }: CatalogueIndicator): string {
  const settings = params.map((each) => `${each.name} = ${decimal(each.default)}`);
  const input = defaultInput === undefined ? [] : [`input = ${defaultInput}`];
  return `${id}(${[...settings, 'interval', ...input].join(', ')})`;
}
