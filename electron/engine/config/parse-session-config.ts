import type { z } from 'zod';
import { type Result, success } from '../../../shared/domain/result.ts';
import { type SessionConfig, sessionConfigSchema } from '../../../shared/domain/session-config.ts';
import { choicesOf, describeAllowed } from './allowed.ts';
import { type JsonDocument, type JsonFault, readJsonDocument } from './json-document.ts';
import { type ConfigFailure, type ConfigProblem, configFailure, formatPath } from './problem.ts';
import { nearest } from './suggest.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/**
 * Reads the text of a session config file: strict JSON, then the schema, with the
 * defaults filled in. The answer is frozen throughout. A failure names line, path,
 * value and what is allowed for every problem found.
 *
 * @param path the file's name, for the messages only
 */
export function parseSessionConfig(text: string, path: string): Result<SessionConfig, ConfigFailure> {
  // A byte order mark is what some editors put before every file.
  const json = text.replace(/^\uFEFF/, '');
  const document = readJsonDocument(json);
  if (!document.ok) {
    return refused(
      path,
      document.error.map((fault) => problemOfFault(path, json, fault)),
    );
  }
  const parsed = sessionConfigSchema.safeParse(document.value.value, { error: describeAllowed });
  if (parsed.success) {
    freezeThrough(parsed.data);
    const config: SessionConfig = parsed.data;
    return success(config);
  }
  const reader: Reader = { file: path, text: json, document: document.value };
  return refused(
    path,
    parsed.error.issues.flatMap((issue) => problemsOfIssue(reader, issue, [])),
  );
}

interface Reader {
  readonly file: string;
  readonly text: string;
  readonly document: JsonDocument;
}

function refused(path: string, problems: readonly ConfigProblem[]): { ok: false; error: ConfigFailure } {
  return { ok: false, error: configFailure(path, problems) };
}

function problemOfFault(file: string, text: string, fault: JsonFault): ConfigProblem {
  const path = formatPath(fault.path);
  const message =
    fault.key === undefined
      ? `not JSON here; allowed: ${fault.allowed}`
      : `${path}: the key "${fault.key}" is refused; allowed: ${fault.allowed}`;
  return { file, ...positionOf(text, fault.offset), path, value: fault.key, allowed: fault.allowed, message };
}

function problemsOfIssue(reader: Reader, issue: Issue, base: Path): ConfigProblem[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(reader, path, key, issue.message));
  }
  if (issue.code === 'invalid_key') {
    return [unknownKey(reader, path.slice(0, -1), String(path.at(-1)), issue.issues[0]?.message ?? '')];
  }
  const branch = issue.code === 'invalid_union' ? likeliestBranch(issue.errors) : undefined;
  if (branch !== undefined) return branch.flatMap((inner) => problemsOfIssue(reader, inner, path));
  return [problem(reader, path, issue.message)];
}

/** Of the ways in which an entry could have been meant, the one with the least wrong; undefined where none has its kind of value. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  const wrong = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
  return fitting.sort((a, b) => wrong(a) - wrong(b))[0];
}

function unknownKey(reader: Reader, path: Path, key: string, allowed: string): ConfigProblem {
  const meant = nearest(key, allowed.split(', '));
  const place = formatPath([...path, key]);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    file: reader.file,
    ...positionOf(reader.text, reader.document.offsetOfKey(path, key)),
    path: place,
    value: key,
    allowed,
    message: `${place} is not a known key; allowed: ${allowed}${hint}`,
  };
}

function problem(reader: Reader, path: Path, allowed: string): ConfigProblem {
  const value = reader.document.valueAt(path);
  const place = formatPath(path);
  const meant = typeof value === 'string' ? choiceMeant(value, choicesOf(allowed)) : undefined;
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  const found = value === undefined ? 'is missing' : `is ${printed(value)}`;
  return {
    file: reader.file,
    ...positionOf(reader.text, reader.document.offsetOf(path)),
    path: place,
    value,
    allowed,
    message: `${place === '' ? 'the file' : place} ${found}; allowed: ${allowed}${hint}`,
  };
}

/** `mon` for `monday`, `5m` for `5min`, or the choice that is spelled most like it. */
function choiceMeant(value: string, choices: readonly string[]): string | undefined {
  const typed = value.toLowerCase();
  return nearest(value, choices) ?? choices.find((choice) => choice.length > 1 && typed.startsWith(choice));
}

const PRINTED_CHARACTERS = 80;

function printed(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > PRINTED_CHARACTERS ? `${text.slice(0, PRINTED_CHARACTERS)}...` : text;
}

/** Line and column of an offset, both from 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function freezeThrough(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(freezeThrough);
  Object.freeze(value);
}
