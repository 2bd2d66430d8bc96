import type { Interval } from '../../../../shared/domain/interval.ts';
import type { RuleCatalogue } from '../../../../shared/rules/catalogue.ts';
import type { RuleProblem } from '../../../../shared/rules/syntax.ts';
import type { MeasureChoice } from './measures.ts';
import type { Preset } from './presets.ts';

/** What the parts of a form share. */
export interface FormContext {
  readonly text: string;
  readonly choices: readonly MeasureChoice[];
  readonly catalogue: RuleCatalogue | null;
  /** Interval of names that are given without one. */
  readonly interval: Interval;
  readonly problems: readonly RuleProblem[];
  /** The whole text anew. */
  readonly write: (text: string) => void;
  /** A text made with a new condition in it, whose number is to be typed next. */
  readonly insert: (make: (condition: string) => string, preset: Preset) => void;
}
