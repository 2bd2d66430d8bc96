import { INPUT_FIELDS } from '../domain/indicator.ts';
import { INTERVALS, type Interval } from '../domain/interval.ts';
import { ALIASES } from './aliases.ts';
import type { CatalogueIndicator } from './catalogue.ts';
import type { RuleSetting } from './checking.ts';
import { quoted } from './expression-text.ts';
import { decimal } from './number-text.ts';
import { placeAt, type RulePlace } from './rule-place.ts';
import type { RuleWord } from './rule-word.ts';
import { indicatorCard, ruleWord, type WordCard, wordCard } from './word-cards.ts';
import { RULE_WORDS, WORD_NAMES } from './words.ts';

export type RuleOptionKind =
  | 'field'
  | 'indicator'
  | 'function'
  | 'session'
  | 'keyword'
  | 'interval'
  | 'argument'
  | 'input'
  | 'output'
  | 'text';

/** Something that may be written at a place. */
export interface RuleOption extends Omit<WordCard, 'gives'> {
  readonly label: string;
  readonly insert: string;
  /** Where the cursor goes, counted from the beginning of `insert`. */
  readonly cursor: number;
  readonly kind: RuleOptionKind;
  /** `price`, `condition`; empty where it gives nothing by itself. */
  readonly gives: string;
}

export interface RuleCompletion {
  /** What is replaced: the word at the position. */
  readonly from: number;
  readonly to: number;
  /** Those that begin with what is typed first; all that fit the place. */
  readonly options: readonly RuleOption[];
}

/** What may be written at a position of a text, however unfinished it is. */
export function completeRule(text: string, position: number, setting: RuleSetting): RuleCompletion {
  const place = placeAt(text, Math.min(Math.max(position, 0), text.length));
  const { from, to } = place.span;
  const isCalled = /^\s*\(/u.test(text.slice(to));
  const options = optionsAt(place, setting, isCalled);
  return { from, to, options: ordered(options, place.typed.toLowerCase()) };
}

function ordered(options: readonly RuleOption[], typed: string): readonly RuleOption[] {
  if (typed === '') return options;
  const rank = ({ label }: RuleOption): number => {
    const at = label.toLowerCase().replace(/^"/u, '').indexOf(typed);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  return options.toSorted((a, b) => rank(a) - rank(b));
}

function optionsAt(place: RulePlace, setting: RuleSetting, isCalled: boolean): readonly RuleOption[] {
  switch (place.kind) {
    case 'nothing':
      return [];
    case 'output':
      return outputs(place.of, setting);
    case 'text':
      return texts(place.of, place.isQuoted, setting);
    case 'joined':
      return joining(place.behind);
    case 'value':
      return values(setting, isCalled);
    case 'argument':
      return argumentsOf(place.of, place.position, place.setting, setting, isCalled);
  }
}

function outputs(of: string, { catalogue }: RuleSetting): readonly RuleOption[] {
  const indicator = catalogue.indicators.find(({ id }) => id === of);
  if (indicator === undefined) return [];
  const { doc } = indicatorCard(indicator);
  return indicator.outputs.map(({ name, unit }) =>
    option({ label: name, kind: 'output', gives: unit, signature: `${of}(...).${name}`, doc }),
  );
}

function texts(of: string, isQuoted: boolean, { catalogue }: RuleSetting): readonly RuleOption[] {
  const known = of === 'sector' ? catalogue.sectors : of === 'in_list' ? catalogue.lists : [];
  const doc = of === 'sector' ? 'A sector.' : 'A list of this session.';
  return known.map((value) => {
    const insert = isQuoted ? value : quoted(value);
    return option({ label: value, insert, kind: 'text', gives: 'text', signature: quoted(value), doc });
  });
}

function joining(behind: string | undefined): readonly RuleOption[] {
  const isFact = behind === 'sector' || behind === 'symbol';
  const words = isFact ? ['in'] : ['and', 'or'];
  return RULE_WORDS.filter(({ name }) => words.includes(name)).map((word) => wordOption(word, word.name));
}

/** Everything that a value or a condition may begin with. */
function values(setting: RuleSetting, isCalled: boolean): readonly RuleOption[] {
  const { catalogue } = setting;
  const own = RULE_WORDS.filter(({ name }) => name === 'not' || WORD_NAMES.includes(name));
  const [first, later] = [
    own.filter(({ group }) => group !== 'keyword'),
    own.filter(({ group }) => group === 'keyword'),
  ];
  // Of what is a word and an indicator alike the word is shown: its card tells of both.
  const indicators = catalogue.indicators.filter(({ id }) => ruleWord(id) === undefined);
  return [
    ...first.map((word) => wordOption(word, inserted(word, isCalled))),
    ...indicators.map((each) => indicatorOption(each, each.id, setting, isCalled)),
    ...Object.entries(ALIASES).flatMap(([alias, meant]) => aliasOption(alias, meant, setting, isCalled)),
    ...later.map((word) => wordOption(word, word.name)),
  ];
}

function inserted({ name, insert }: RuleWord, isCalled: boolean): string {
  return isCalled ? name : (insert ?? name);
}

function wordOption(word: RuleWord, insert: string): RuleOption {
  const { name, group, gives, signature, doc, example } = word;
  const kind = group === 'condition' ? 'function' : group === 'fact' ? 'field' : group;
  return option({ label: name, insert, kind, gives, signature, doc, example });
}

function indicatorOption(
  indicator: CatalogueIndicator,
  label: string,
  { interval }: RuleSetting,
  isCalled: boolean,
): RuleOption {
  const { signature, gives, doc, needs } = indicatorCard(indicator);
  const [only, another] = indicator.params;
  const period = only !== undefined && another === undefined ? [decimal(only.default)] : [];
  const args = [...period, ...intervalNeeded(indicator, interval)];
  const insert = isCalled || args.length === 0 ? label : `${label}(${args.join(', ')})`;
  return option({ label, insert, kind: 'indicator', gives, signature, doc, needs });
}

/** An interval where that of the rule is none for the indicator. */
function intervalNeeded({ intervals }: CatalogueIndicator, interval: Interval): readonly string[] {
  if (intervals.includes(interval)) return [];
  const meant = (['5m', '1d'] as const).find((each) => intervals.includes(each)) ?? intervals[0];
  return meant === undefined ? [] : [meant];
}

function aliasOption(
  alias: string,
  meant: string,
  setting: RuleSetting,
  isCalled: boolean,
): readonly RuleOption[] {
  const card = wordCard(alias, setting.catalogue);
  const word = ruleWord(meant);
  if (card === undefined) return [];
  if (word !== undefined) {
    const insert = inserted(word, isCalled).replace(meant, alias);
    return [{ ...wordOption(word, insert), label: alias, signature: card.signature, doc: card.doc }];
  }
  const indicator = setting.catalogue.indicators.find(({ id }) => id === meant);
  if (indicator === undefined) return [];
  return [
    { ...indicatorOption(indicator, alias, setting, isCalled), signature: card.signature, doc: card.doc },
  ];
}

function argumentsOf(
  of: string,
  position: number,
  named: string | undefined,
  setting: RuleSetting,
  isCalled: boolean,
): readonly RuleOption[] {
  const { catalogue } = setting;
  const indicator = catalogue.indicators.find(({ id }) => id === of);
  const word = ruleWord(of);
  if (named === 'input') return inputs(setting, isCalled);
  if (named === 'interval') return intervalOptions(indicator?.intervals ?? INTERVALS);
  if (named !== undefined && indicator !== undefined && word === undefined) return [];
  if (word?.group === 'field') return intervalOptions(INTERVALS);
  if (word?.group === 'session') return indicator === undefined ? [] : intervalOptions(indicator.intervals);
  if (word !== undefined) return functionArguments(word, position, setting, isCalled);
  if (indicator === undefined) return values(setting, isCalled);
  return [...intervalOptions(indicator.intervals), ...settings(indicator)];
}

function functionArguments(
  word: RuleWord,
  position: number,
  setting: RuleSetting,
  isCalled: boolean,
): readonly RuleOption[] {
  const ends = word.signature.includes('interval') && position > 0 ? intervalOptions(INTERVALS) : [];
  if (word.name === 'rank' && position > 0) return ['sector', 'universe'].map((group) => groupOption(group));
  return position === 0 || word.group !== 'function' || /^(min|max)$/u.test(word.name)
    ? [...values(setting, isCalled), ...ends]
    : ends;
}

function groupOption(group: string): RuleOption {
  const doc =
    group === 'sector'
      ? "Among the symbols of the symbol's sector."
      : "Among all symbols of the scanner's universe.";
  return option({ label: group, kind: 'argument', gives: '', signature: `rank(x, ${group})`, doc });
}

function intervalOptions(intervals: readonly Interval[]): readonly RuleOption[] {
  return intervals.map((interval) =>
    option({
      label: interval,
      kind: 'interval',
      gives: 'interval',
      signature: interval,
      doc: `On bars of ${interval}.`,
    }),
  );
}

function settings(indicator: CatalogueIndicator): readonly RuleOption[] {
  const { id, params, defaultInput } = indicator;
  const numbers = params.map(({ name, title, min, max, ...each }) => {
    const doc = `${title}, from ${decimal(min)} to ${decimal(max)}.`;
    const signature = `${name} = ${decimal(each.default)}`;
    return option({ label: name, insert: `${name} = `, kind: 'argument', gives: 'number', signature, doc });
  });
  if (defaultInput === undefined) return numbers;
  const signature = `input = ${defaultInput}`;
  const doc = `What ${id} reads: a field of the bar, or another indicator.`;
  return [
    ...numbers,
    option({ label: 'input', insert: 'input = ', kind: 'argument', gives: '', signature, doc }),
  ];
}

function inputs(setting: RuleSetting, isCalled: boolean): readonly RuleOption[] {
  const fields = INPUT_FIELDS.map((field) => {
    const doc = ruleWord(field)?.doc ?? 'A field of the bar.';
    const gives = ruleWord(field)?.gives ?? 'price';
    return option({ label: field, kind: 'input', gives, signature: `input = ${field}`, doc });
  });
  const indicators = setting.catalogue.indicators.map((each) =>
    indicatorOption(each, each.id, setting, isCalled),
  );
  return [...fields, ...indicators];
}

type OptionParts = Pick<RuleOption, 'label' | 'kind' | 'gives' | 'signature' | 'doc'> &
  Partial<Pick<RuleOption, 'insert' | 'needs' | 'example'>>;

/** `|` in what is inserted is where the cursor goes; the end where there is none. */
function option({ insert, needs, example, ...parts }: OptionParts): RuleOption {
  const marked = insert ?? parts.label;
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { ...parts, insert: text, cursor: cursor < 0 ? text.length : cursor, needs, example };
}
