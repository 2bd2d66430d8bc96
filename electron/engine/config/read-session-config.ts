import { InvalidArgumentError, UnknownKeyError } from '../../../shared/domain/errors.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { scannerDefinition } from '../scanners/registry.ts';
import { RuleTextError } from '../scanners/rules/rule-definition.ts';
import { dueTimes, neverDue } from '../scanners/schedule.ts';
import { type JsonDocument, readJsonDocument } from './json-document.ts';
import { parseSessionConfig, positionOf } from './parse-session-config.ts';
import { type ConfigFailure, type ConfigProblem, configFailure, formatPath } from './problem.ts';
import { nearest } from './suggest.ts';

/**
 * Reads a session config and checks what only the engine knows: that the scanners and
 * indicators it names exist and take the settings it gives, and that the exchange's calendar
 * covers its dates.
 */
export function readSessionConfig(text: string, path: string): Result<SessionConfig, ConfigFailure> {
  const parsed = parseSessionConfig(text, path);
  if (!parsed.ok) return parsed;
  const problems = [...engineProblems(parsed.value, text, path)];
  return problems.length === 0 ? parsed : { ok: false, error: configFailure(path, problems) };
}

type Path = readonly (string | number)[];

function* engineProblems(config: SessionConfig, text: string, file: string): Generator<ConfigProblem> {
  const { scanners, indicators } = config.session_data_config;
  const json = text.replace(/^\uFEFF/, '');
  const document = readJsonDocument(json);
  const placed = (path: Path, error: InvalidArgumentError): ConfigProblem => {
    const offset = document.ok ? offsetOf(document.value, path, error) : 0;
    const place = formatPath(path);
    const { value, allowed } = error;
    const message = messageOf(place, error);
    return { file, ...positionOf(json, offset), path: place, value, allowed, message };
  };
  for (const error of uncoveredDates(config)) yield placed(['replay', error.argument], error);
  for (const [position, scanner] of scanners.entries()) {
    const path = ['session_data_config', 'scanners', position];
    const error = refusalOf(() => scannerDefinition(scanner.kind).create(scanner.config));
    if (error !== undefined) yield placed([...path, ...scannerPath(error)], error);
  }
  for (const [path, error] of schedulesNeverDue(config)) yield placed(path, error);
  for (const [position, indicator] of indicators.entries()) {
    const path = ['session_data_config', 'indicators', position];
    const error = refusalOf(() => indicatorConfig(indicator));
    if (error !== undefined) yield placed([...path, ...indicatorPath(error.argument, indicator)], error);
  }
}

/** A key that nobody reads is shown itself, anything else where its value stands. */
function offsetOf(document: JsonDocument, path: Path, error: InvalidArgumentError): number {
  return error instanceof UnknownKeyError
    ? document.offsetOfKey(path.slice(0, -1), error.key)
    : document.offsetOf(path);
}

/** Times at which no session is, on no day. */
function* schedulesNeverDue(config: SessionConfig): Generator<readonly [Path, InvalidArgumentError]> {
  const { scanners, pre_session_time: early } = config.session_data_config;
  const calendar = exchangeCalendar(config.exchange);
  for (const [position, { schedule }] of scanners.entries()) {
    const entry = neverDue(schedule, calendar);
    const path = ['session_data_config', 'scanners', position, 'schedule', entry ?? 0];
    const words = dueTimes(calendar);
    if (entry !== undefined) yield [path, new InvalidArgumentError('schedule', schedule[entry], words)];
  }
  const isAsked = scanners.some((scanner) => scanner.pre_session);
  if (isAsked && neverDue([{ at: early }], calendar) !== undefined)
    yield [
      ['session_data_config', 'pre_session_time'],
      new InvalidArgumentError('pre_session_time', early, dueTimes(calendar)),
    ];
}

/** The whole sentence; a rule's text says its own mistakes, at their places in it. */
function messageOf(place: string, error: InvalidArgumentError): string {
  const { value, allowed } = error;
  if (error instanceof RuleTextError) return `${place}: ${allowed}`;
  if (error instanceof UnknownKeyError) {
    const meant = nearest(error.key, error.known);
    return `${place} is not a known key; allowed: ${allowed}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  }
  const found = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  const meant = typeof value === 'string' ? nearest(value, allowed.split(', ')) : undefined;
  return `${place} ${found}; allowed: ${allowed}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function uncoveredDates({ exchange, replay }: SessionConfig): InvalidArgumentError[] {
  if (replay === undefined) return [];
  const { firstDate, lastDate } = exchangeCalendar(exchange);
  const allowed = `a date that the calendar of ${exchange} covers, ${firstDate} to ${lastDate}`;
  return (['start_date', 'end_date'] as const).flatMap((key) => {
    const date = replay[key];
    return date < firstDate || date > lastDate ? [new InvalidArgumentError(key, date, allowed)] : [];
  });
}

/** A scanner names its setting `config.percent`; anything else is about its kind. */
function scannerPath(error: InvalidArgumentError): Path {
  return error.argument.startsWith('config') ? error.argument.split('.') : ['kind'];
}

interface NamedIndicator {
  readonly params?: Readonly<Record<string, number>>;
  readonly input?: string | NamedIndicator;
}

/**
 * An indicator names the parameter itself, which stands beside its name or under params, or `input.` and one of
 * the indicator that it reads; anything else is about its name.
 */
function indicatorPath(argument: string, indicator: NamedIndicator): Path {
  const inner = argument.startsWith('input.') ? argument.slice('input.'.length) : undefined;
  if (inner !== undefined && typeof indicator.input === 'object')
    return ['input', ...indicatorPath(inner, indicator.input)];
  if (Object.hasOwn(indicator, argument)) return [argument];
  return indicator.params !== undefined && Object.hasOwn(indicator.params, argument)
    ? ['params', argument]
    : ['name'];
}

function refusalOf(check: () => unknown): InvalidArgumentError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error;
    throw error;
  }
}
