import { INTERVALS, parseInterval } from '../../shared/domain/interval.ts';
import { RULE_UNITS } from '../../shared/rules/checked-rule.ts';
import { isComparisonOperator } from '../../shared/rules/names.ts';
import type {
  ScriptCheck,
  ScriptCheckColumn,
  ScriptFindings,
  ScriptHit,
  ScriptNeed,
  ScriptNeeds,
} from '../engine/scripts/contract.ts';
import { FIGURE_NAME, SCRIPT_LIMITS } from '../engine/scripts/limits.ts';
import { oneLine } from './one-line.ts';

/** What came out of a sandbox is not what may come out of one. */
export class BadAnswer extends Error {}

/** Figures are looked up by name elsewhere: none may be called as what every object has. */
const EVERY_OBJECT_HAS = 'constructor';

/** Reads what a `setup` asked for. Trusts nothing of the text. Throws BadAnswer. */
export function readNeeds(text: string): ScriptNeeds {
  const needs = parsed(text);
  if (!Array.isArray(needs)) throw new BadAnswer('setup gave no list');
  if (needs.length > SCRIPT_LIMITS.needs) {
    throw new BadAnswer(`setup asks for ${needs.length} things; allowed: ${SCRIPT_LIMITS.needs}`);
  }
  return needs.map((need: unknown) => readNeed(need));
}

/**
 * Reads what a scan over `count` rows reported. Trusts nothing of the text. Throws BadAnswer.
 * @param numbersOf the numbers that were kept of a check
 */
export function readFindings(
  text: string,
  count: number,
  numbersOf: (check: number) => Float64Array = () => new Float64Array(0),
): ScriptFindings {
  const found = parsed(text);
  if (!isRecord(found)) throw new BadAnswer('a scan answered nothing that can be read');
  const { checks, hits, promotions, unknown } = found;
  if (!Array.isArray(hits) || !Array.isArray(promotions) || !Array.isArray(checks)) {
    throw new BadAnswer('a scan answered no lists');
  }
  if (checks.length > SCRIPT_LIMITS.checks) throw new BadAnswer('a scan tells too many checks');
  const reported = new Set<number>();
  const asked = new Set<number>();
  return {
    hits: hits.map((hit: unknown) => readHit(hit, reported, count)),
    promotions: promotions.map((row: unknown) => freshRow(row, asked, count)),
    unknown: isRow(unknown, count + 1) ? unknown : 0,
    checks: checks.map((check: unknown, place) => ({
      ...readCheck(check),
      numbers: columns(numbersOf(place), count),
    })),
  };
}

/** Reads the lines that a call said, and how many more it would have. Never throws: they are words. */
export function readLog(text: string): { readonly lines: readonly string[]; readonly dropped: number } {
  try {
    const log = parsed(text);
    if (!isRecord(log) || !Array.isArray(log.lines)) return { lines: [], dropped: 0 };
    const lines = log.lines
      .filter((line: unknown) => typeof line === 'string')
      .slice(0, SCRIPT_LIMITS.logLinesOfCall)
      .map((line: string) => oneLine(line, SCRIPT_LIMITS.logLine));
    const { dropped } = log;
    return { lines, dropped: typeof dropped === 'number' && dropped > 0 ? dropped : 0 };
  } catch {
    return { lines: [], dropped: 0 };
  }
}

function parsed(text: string): unknown {
  if (text.length > SCRIPT_LIMITS.answer) throw new BadAnswer('an answer is too long');
  try {
    return JSON.parse(text);
  } catch {
    throw new BadAnswer('an answer is no text that can be read');
  }
}

function readNeed(need: unknown): ScriptNeed {
  if (!isRecord(need)) throw new BadAnswer('setup asks for something that is no object');
  const interval = intervalOf(need.interval);
  if (need.kind === 'latest') return { kind: 'latest', interval };
  if (need.kind === 'bars') {
    const { last } = need;
    if (isRow(last, SCRIPT_LIMITS.lastBars + 1) && last > 0) return { kind: 'bars', interval, last };
    throw new BadAnswer(
      `bars of ${interval}: last is ${String(last)}; allowed: 1 to ${SCRIPT_LIMITS.lastBars}`,
    );
  }
  const { kind, name, output, params } = need;
  if (kind !== 'indicator' || typeof name !== 'string' || !isRecord(params)) {
    throw new BadAnswer('setup asks for something that there is not');
  }
  if (output !== undefined && typeof output !== 'string')
    throw new BadAnswer(`the output of ${name} is no text`);
  return { kind, name: name.slice(0, 100), interval, params: numbersOf(params), output };
}

function intervalOf(value: unknown) {
  if (typeof value === 'string' && INTERVALS.some((interval) => interval === value))
    return parseInterval(value);
  const shown = typeof value === 'string' ? value.slice(0, 40) : typeof value;
  throw new BadAnswer(`interval is ${JSON.stringify(shown)}; allowed: ${INTERVALS.join(', ')}`);
}

function readHit(hit: unknown, reported: Set<number>, count: number): ScriptHit {
  if (!Array.isArray(hit)) throw new BadAnswer('a hit is no list');
  const [row, figures, reason]: unknown[] = hit;
  if (!isRecord(figures) || typeof reason !== 'string')
    throw new BadAnswer('a hit has no figures or no reason');
  if (Object.keys(figures).length > SCRIPT_LIMITS.figures) throw new BadAnswer('a hit has too many figures');
  return {
    row: freshRow(row, reported, count),
    figures: numbersOf(figures, FIGURE_NAME),
    reason: oneLine(reason, SCRIPT_LIMITS.reason),
  };
}

function readCheck(check: unknown): ScriptCheck {
  if (!Array.isArray(check)) throw new BadAnswer('a check is no list');
  const [name, operator, unit]: unknown[] = check;
  const known = RULE_UNITS.find((each) => each === unit);
  if (typeof name !== 'string' || typeof operator !== 'string' || known === undefined) {
    throw new BadAnswer('a check has no name, operator or unit');
  }
  if (operator !== '' && !isComparisonOperator(operator)) throw new BadAnswer('a check compares by nothing');
  return {
    name: oneLine(name, SCRIPT_LIMITS.checkName),
    operator: operator === '' ? null : operator,
    unit: known,
  };
}

/** Three numbers for each row, or none at all. */
function columns(numbers: Float64Array, count: number): ScriptCheckColumn['numbers'] {
  if (numbers.length === 0 || numbers.length === 3 * count) return numbers;
  throw new BadAnswer(`a check has ${numbers.length} numbers for ${count} rows`);
}

/** A row that was not named before. */
function freshRow(row: unknown, named: Set<number>, count: number): number {
  if (!isRow(row, count)) throw new BadAnswer(`row ${String(row).slice(0, 40)} is none of ${count}`);
  if (named.has(row)) throw new BadAnswer(`row ${row} is named twice`);
  named.add(row);
  return row;
}

function numbersOf(
  values: Record<string, unknown>,
  allowed = /^[A-Za-z][A-Za-z0-9_]*$/,
): Record<string, number> {
  const read: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name.length > SCRIPT_LIMITS.figureName || !allowed.test(name) || name === EVERY_OBJECT_HAS) {
      throw new BadAnswer(`${JSON.stringify(name.slice(0, 40))} is no name of a figure`);
    }
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new BadAnswer(`${name} is no finite number`);
    // There is one zero in what is shown and kept.
    read[name] = value === 0 ? 0 : value;
  }
  return read;
}

function isRow(value: unknown, count: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
