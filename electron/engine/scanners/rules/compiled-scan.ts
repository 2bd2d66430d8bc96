import { type Condition, FALSE, type Num, TRUE } from './compiled-rule.ts';
import { comparison, known, LoopSource } from './loop-source.ts';
import type { RuleInputs } from './rule-inputs.ts';

/** What a loop reads, by position in RuleInputs; see bindInputs. */
export interface BoundInputs {
  /** Rows 0 to count - 1. */
  readonly count: number;
  /** 1 where a row takes part. */
  readonly members: Uint8Array;
  readonly columns: readonly Float64Array[];
  /** 0 where the column's value is stale; empty for columns that cannot be. */
  readonly fresh: readonly Uint8Array[];
  /** FALSE, UNKNOWN or TRUE by row. */
  readonly memberships: readonly Uint8Array[];
  readonly clocks: readonly number[];
}

/** Writes the rows that match into `matches`, ascending, and how many rows are unknown into `unknown[0]`; answers how many match. */
export type CompiledScan = (bound: BoundInputs, matches: Int32Array, unknown: Int32Array) => number;
/** Writes the value of every row that takes part, NaN for the others. */
export type CompiledNum = (bound: BoundInputs, values: Float64Array) => void;
/** Writes FALSE, UNKNOWN or TRUE for every row that takes part, FALSE for the others. */
export type CompiledCondition = (bound: BoundInputs, truths: Uint8Array) => void;

/** One straight loop: a row is left at its first condition that is false; one that is unknown is remembered. */
export function compileScan(condition: Condition, inputs: RuleInputs): CompiledScan {
  const source = new LoopSource(inputs);
  for (const term of termsOf(condition)) {
    source.load(term);
    source.lines.push(...termLines(term, source));
  }
  const body = loop(
    inputs,
    ['let found = 0;', 'let doubtful = 0;'],
    [
      'if (members[i] === 0) continue;',
      'let u = 0;',
      ...source.lines,
      'if (u === 0) { matches[found] = i; found += 1; } else doubtful += 1;',
    ],
  );
  const text = [...body, 'unknown[0] = doubtful;', 'return found;'].join('\n');
  return new Function('bound', 'matches', 'unknown', text) as CompiledScan;
}

/** The conditions that all must hold, of crosses and trends too. */
function termsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.of.flatMap(termsOf) : [condition];
}

function termLines(term: Condition, source: LoopSource): string[] {
  if (term.kind === 'compare') {
    const [left, right] = source.sides(term);
    return [
      `if (!(${comparison(term.operator, left, right)})) { if (${known(left, right)}) continue; u = 1; }`,
    ];
  }
  const truth = term.kind === 'membership' ? source.membership(term.membership) : source.truth(term);
  return [`if (${truth} !== ${TRUE}) { if (${truth} === ${FALSE}) continue; u = 1; }`];
}

export function compileNum(num: Num, inputs: RuleInputs): CompiledNum {
  const source = new LoopSource(inputs);
  source.load(num);
  const value = source.number(num);
  const body = loop(
    inputs,
    [],
    ['if (members[i] === 0) { values[i] = NaN; continue; }', ...source.lines, `values[i] = ${value};`],
  );
  return new Function('bound', 'values', body.join('\n')) as CompiledNum;
}

export function compileCondition(condition: Condition, inputs: RuleInputs): CompiledCondition {
  const source = new LoopSource(inputs);
  source.load(condition);
  const truth = source.truth(condition);
  const body = loop(
    inputs,
    [],
    [`if (members[i] === 0) { truths[i] = ${FALSE}; continue; }`, ...source.lines, `truths[i] = ${truth};`],
  );
  return new Function('bound', 'truths', body.join('\n')) as CompiledCondition;
}

function loop(inputs: RuleInputs, before: readonly string[], lines: readonly string[]): string[] {
  return [
    '"use strict";',
    ...LoopSource.prologue(inputs),
    'const members = bound.members;',
    'const count = bound.count;',
    ...before,
    'for (let i = 0; i < count; i += 1) {',
    ...lines,
    '}',
  ];
}
