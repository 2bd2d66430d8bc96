import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { scannerDefinition } from '../scanners/registry.ts';
import { readJsonDocument } from './json-document.ts';
import { parseSessionConfig, positionOf } from './parse-session-config.ts';
import { type ConfigFailure, type ConfigProblem, configFailure, formatPath } from './problem.ts';

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
    const offset = document.ok ? document.value.offsetOf(path) : 0;
    const place = formatPath(path);
    const { value, allowed } = error;
    return {
      file,
      ...positionOf(json, offset),
      path: place,
      value,
      allowed,
      message: `${place}: ${error.argument} is ${JSON.stringify(value)}; allowed: ${allowed}`,
    };
  };
  for (const error of uncoveredDates(config)) yield placed(['replay', error.argument], error);
  for (const [position, scanner] of scanners.entries()) {
    const path = ['session_data_config', 'scanners', position];
    const error = refusalOf(() => scannerDefinition(scanner.kind).create(scanner.config));
    if (error !== undefined) yield placed([...path, ...scannerPath(error)], error);
  }
  for (const [position, indicator] of indicators.entries()) {
    const path = ['session_data_config', 'indicators', position];
    const error = refusalOf(() => indicatorConfig(indicator));
    if (error !== undefined) yield placed([...path, ...indicatorPath(error.argument, indicator)], error);
  }
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
