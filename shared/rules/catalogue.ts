import type { InputField } from '../domain/indicator.ts';
import type { Interval } from '../domain/interval.ts';
import type { RuleUnit } from './checked-rule.ts';

/** What a rule may name besides the language's own words; the engine makes it from its registries. */
export interface RuleCatalogue {
  readonly indicators: readonly CatalogueIndicator[];
  readonly sectors: readonly string[];
  /** Names of the session's lists of symbols. */
  readonly lists: readonly string[];
}

export interface CatalogueIndicator {
  /** Registry id, and its name in a rule: `sma`. */
  readonly id: string;
  readonly title: string;
  /** Formula and source, for the editor. */
  readonly description: string;
  readonly params: readonly CatalogueParameter[];
  /** The main one first. */
  readonly outputs: readonly { readonly name: string; readonly unit: RuleUnit }[];
  /** Undefined where it reads whole bars and takes no choice. */
  readonly defaultInput: InputField | undefined;
  /** Intervals on which it means something. */
  readonly intervals: readonly Interval[];
  /** Bars to a first value with the parameters as they are by default, on its first interval. */
  readonly readyBars: number;
}

export interface CatalogueParameter {
  readonly name: string;
  readonly title: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}
