import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type {
  BarField,
  ClockMeasure,
  OneOf,
  RankMeasure,
  SessionFigure,
} from '../../../../shared/rules/checked-rule.ts';
import type { Num } from './compiled-rule.ts';

/** A column of numbers by symbol that a rule reads. */
export type ColumnInput =
  /** A field of the newest bar, which may be forming; unknown where that is stale. */
  | { readonly kind: 'latest'; readonly interval: Interval; readonly field: BarField }
  /** An output of an indicator on closed bars; unknown where the bars of `freshOf` are stale. */
  | {
      readonly kind: 'indicator';
      readonly config: IndicatorConfig;
      readonly output: string;
      readonly freshOf: Interval | undefined;
    }
  | { readonly kind: 'session'; readonly of: SessionFigure }
  /** What ranks are made of comes before them in the list of columns. */
  | { readonly kind: 'rank'; readonly of: Num; readonly among: RankMeasure['among'] };

export type MembershipInput = Pick<OneOf, 'fact' | 'values' | 'negated'>;

/** All that the rules of one scanner read, each of it once. A compiled expression names its inputs by position. */
export class RuleInputs {
  readonly columns: ColumnInput[] = [];
  readonly clocks: ClockMeasure['of'][] = [];
  readonly memberships: MembershipInput[] = [];
  readonly #places = new Map<string, number>();

  column(input: ColumnInput): number {
    return this.#place(`column ${keyOf(input)}`, this.columns, input);
  }

  clock(of: ClockMeasure['of']): number {
    return this.#place(`clock ${of}`, this.clocks, of);
  }

  membership({ fact, values, negated }: MembershipInput): number {
    const input = { fact, values, negated };
    return this.#place(`membership ${JSON.stringify(input)}`, this.memberships, input);
  }

  #place<Input>(key: string, inputs: Input[], input: Input): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, inputs.length);
    return inputs.push(input) - 1;
  }
}

function keyOf(input: ColumnInput): string {
  if (input.kind !== 'indicator') return JSON.stringify(input);
  return `${input.config.key} ${input.output}`;
}
