/** One thing that is wrong in a config file. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units as editors count. */
  readonly column: number;
  /** `session_data_config.scanners[0].kind`; empty for the file as a whole. */
  readonly path: string;
  /** What stands there; undefined where something is missing. */
  readonly value: unknown;
  /** What may stand there. */
  readonly allowed: string;
  /** The whole sentence for the user. */
  readonly message: string;
}

/** A config file that cannot be used. */
export interface ConfigFailure {
  readonly code: 'config_invalid';
  readonly message: string;
  /** At least one, in the order of the file. */
  readonly problems: readonly ConfigProblem[];
}

const SHOWN_PROBLEMS = 20;

export function configFailure(file: string, problems: readonly ConfigProblem[]): ConfigFailure {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
  return { code: 'config_invalid', message: `${file} cannot be used: ${count}`, problems: sorted };
}

/** One line a problem, `file:line:column: message`; no more than 20, then how many are left. */
export function formatConfigProblems(failure: ConfigFailure): string {
  const lines = failure.problems
    .slice(0, SHOWN_PROBLEMS)
    .map((problem) => `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`);
  const left = failure.problems.length - SHOWN_PROBLEMS;
  return left > 0 ? [...lines, `and ${left} more`].join('\n') : lines.join('\n');
}

/** `["session_data_config", "scanners", 0, "kind"]` as `session_data_config.scanners[0].kind`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(formatSegment).join('').replace(/^\./, '');
}

function formatSegment(segment: PropertyKey): string {
  if (typeof segment === 'number') return `[${segment}]`;
  const key = String(segment);
  return /^[$\w]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
