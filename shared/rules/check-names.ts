import { type Interval, isIntraday } from '../domain/interval.ts';
import { meantBy } from './aliases.ts';
import {
  type BarField,
  type FieldMeasure,
  type Measure,
  type RuleUnit,
  SESSION_FIGURES,
  type SessionFigure,
} from './checked-rule.ts';
import { type Called, type Checking, written } from './checking.ts';
import { functionArguments } from './function-arguments.ts';
import { BAR_FIELDS, CLOCK_NAMES, isOneOf, MEAN_PRICES, TWIN_NAMES } from './names.ts';
import type { Span } from './syntax.ts';

/** Fields of bars, figures of the session and the clock; `unnamed` where the name is none of them. */
export function checkNamedValue(called: Called, checking: Checking): Measure | undefined | 'unnamed' {
  const { name, span } = called;
  if (isOneOf(BAR_FIELDS, name)) return checkField(called, name, checking);
  if (Object.hasOwn(MEAN_PRICES, name)) return checkMeanPrice(called, checking);
  if (name === 'last') {
    const interval = intervalOf(called, checking);
    return interval === undefined ? undefined : field('close', interval, true, span);
  }
  if (isOneOf(CLOCK_NAMES, name))
    return takesNothing(called, checking) ? { kind: 'clock', of: name, unit: 'minutes', span } : undefined;
  if (isOneOf(TWIN_NAMES, name) && called.args.length > 0) return checkTwin(called, checking);
  if (isOneOf(SESSION_FIGURES, name)) return takesNothing(called, checking) ? session(name, span) : undefined;
  return 'unnamed';
}

/**
 * Figures of the session that are indicators on closed bars as soon as there are settings. A trader's short name
 * on daily bars means today all the same: the indicator's last closed day is yesterday.
 */
function checkTwin(called: Called, checking: Checking): Measure | undefined | 'unnamed' {
  const { name, nameSpan, args, span } = called;
  const typed = written(checking, nameSpan);
  if (meantBy(typed.toLowerCase()) === typed.toLowerCase() || !isOneOf(SESSION_FIGURES, name))
    return 'unnamed';
  const given = args.find(({ value }) => value.kind === 'interval')?.value;
  const interval = given?.kind === 'interval' ? given.interval : checking.interval;
  if (isIntraday(interval)) return 'unnamed';
  if (args.length === 1 && given !== undefined) return session(name, span);
  const fix = { title: `Change to ${typed}`, span, replacement: typed };
  const message = `${typed} of today takes no settings; ${name} by its full name is that of the last closed day.`;
  return checking.tell(nameSpan, message, fix);
}

function checkField(called: Called, name: BarField, checking: Checking): Measure | undefined {
  const [first] = called.args;
  if (called.args.length === 1 && first?.name === undefined && first?.value.kind === 'number') {
    const { value, span } = first;
    const replacement = `${name}[${written(checking, value.span)}]`;
    const fix = { title: `Change to ${replacement}`, span: called.span, replacement };
    const message = `${name} takes an interval, as in ${name}(5m); so many bars ago is written ${replacement}.`;
    return checking.tell(span, message, fix);
  }
  const interval = intervalOf(called, checking);
  return interval === undefined ? undefined : field(name, interval, false, called.span);
}

function intervalOf(called: Called, checking: Checking): Interval | undefined {
  const shape = { args: [], takesInterval: true, example: `${called.name}(5m)` };
  const given = functionArguments(called, shape, checking);
  return given === undefined ? undefined : (given.interval ?? checking.interval);
}

function takesNothing(called: Called, checking: Checking): boolean {
  const [first] = called.args;
  if (first === undefined) return true;
  const span = { from: called.nameSpan.to, to: called.span.to };
  const fix = { title: 'Remove the brackets', span, replacement: '' };
  checking.tell(
    first.span,
    `${called.name} takes no arguments: it is of the session, whatever the interval.`,
    fix,
  );
  return false;
}

function field(name: BarField, interval: Interval, forming: boolean, span: Span): FieldMeasure {
  const unit = name === 'volume' ? 'volume' : 'price';
  return { kind: 'field', field: name, interval, forming, ago: 0, unit, span };
}

function session(of: SessionFigure, span: Span): Measure {
  return { kind: 'session', of, unit: SESSION_UNITS[of] ?? 'price', span };
}

/** Of the figures that are no prices. */
const SESSION_UNITS: Readonly<Partial<Record<SessionFigure, RuleUnit>>> = {
  day_volume: 'volume',
  overnight_gap: 'percent',
  session_change: 'percent',
  relative_volume: 'ratio',
};

/** (ratio - 1) * 100, in percent. */
export function percentOver(ratio: Measure, one: Measure, hundred: Measure, span: Span): Measure {
  const left: Measure = { kind: 'arithmetic', operator: '-', left: ratio, right: one, unit: 'ratio', span };
  return { kind: 'arithmetic', operator: '*', left, right: hundred, unit: 'percent', span };
}

/** hl2, hlc3, ohlc4: the mean of some fields of one bar. */
function checkMeanPrice(called: Called, checking: Checking): Measure | undefined {
  const interval = intervalOf(called, checking);
  const fields = MEAN_PRICES[called.name] ?? [];
  if (interval === undefined) return undefined;
  const { span } = called;
  const sum = fields
    .map((each): Measure => field(each, interval, false, span))
    .reduce(
      (left, right): Measure => ({ kind: 'arithmetic', operator: '+', left, right, unit: 'price', span }),
    );
  const count: Measure = { kind: 'constant', value: fields.length, unit: 'number', span };
  return { kind: 'arithmetic', operator: '/', left: sum, right: count, unit: 'price', span };
}
