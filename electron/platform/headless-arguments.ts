import { parseArgs } from 'node:util';
import { INTERVALS, type Interval } from '../../shared/domain/interval.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { type EpochMs, epochMs, isSessionDate } from '../../shared/domain/time.ts';
import { DRAFT_SESSIONS } from '../../shared/session/scanner-draft.ts';

export const USAGE = `Usage: npm run --silent headless -- COMMAND [options]

  run --config FILE                     plays a session config
  prove --config FILE --out FILE        plays a session config and writes a proof of what came of it
  prove --session DIR --out FILE        the same for a session of the window, with all that was done in it
  try --config FILE --rule TEXT         tries a scanner's rule on a config's data: what hits, and how many pass
  try --config FILE --scanner NAME      the same for a scanner of the config
  verify FILE                           plays a proof again: equal, or the first event that differs
  import --csv FILE --name NAME         imports CSV files into the archive (import --help)

  --config FILE   the session config to play (never written)
  --session DIR   folder of a session of the window (never written)
  --data DIR      folder that the config's data_sources are in, in place of its data_folder
  --scripts DIR   folder of the config's scripts: scripts/ beside the config where it is not said
  --trust-script SHA256
                  lets the script with this hash run; once for each
  --archive DIR   folder of the imported datasets: archive/ in the user data of the window
  --rule TEXT     try: the rule, as "last(1d) > sma(20, 1d) * 1.02"
  --interval I    try: the interval of its names that are given without one; 1d where it is not said
  --scanner NAME  try: the config's scanner that is tried, or, with --rule, that the rule is held against
  --sessions N    try: also over the last N sessions
  --until TIME    last instant to play, inclusive: 2013-10-08T15:00:00Z
  --out DIR       run: where to write hits, promotions, loads, rejected rows, events and the config as it ends;
                  prove: the file of the proof
  --json          print one line of JSON with the outcome
`;

interface CommonArguments {
  readonly data: string | undefined;
  readonly archive: string | undefined;
  /** Folder of scripts; undefined for the one beside the config. */
  readonly scripts: string | undefined;
  /** Hashes of the scripts that may run. */
  readonly trusted: readonly string[];
  readonly json: boolean;
}

export interface RunArguments extends CommonArguments {
  readonly command: 'run';
  readonly config: string;
  readonly until: EpochMs | undefined;
  readonly out: string | undefined;
}

export interface ProveArguments extends CommonArguments {
  readonly command: 'prove';
  /** A config file, or the folder of a session. */
  readonly of: { readonly config: string } | { readonly session: string };
  readonly until: EpochMs | undefined;
  readonly out: string;
}

export interface VerifyArguments extends CommonArguments {
  readonly command: 'verify';
  readonly proof: string;
}

export interface TryArguments extends CommonArguments {
  readonly command: 'try';
  readonly config: string;
  /** Undefined where a scanner of the config is tried itself. */
  readonly rule: string | undefined;
  readonly interval: Interval;
  readonly scanner: string | undefined;
  /** Sessions of a test besides; undefined for none. */
  readonly sessions: number | undefined;
  readonly until: EpochMs | undefined;
}

export type HeadlessArguments = RunArguments | ProveArguments | VerifyArguments | TryArguments;

/** An instant with its zone written out: a wall time alone could mean any. */
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the words after `headless --`. */
export function parseHeadlessArguments(words: readonly string[]): Result<HeadlessArguments> {
  const parsed = parseWords(words);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [command = '', file, ...more] = positionals;
  const until = parseUntil(values.until);
  if (!until.ok) return until;
  const trusted = values['trust-script'] ?? [];
  const wrong = trusted.find((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (wrong !== undefined) {
    return failure(
      'usage',
      `--trust-script is "${wrong}"; allowed: the SHA-256 of a script, 64 digits of 0-9a-f`,
    );
  }
  const given = { ...values, trusted, until: until.value, json: values.json === true };
  if (command === 'verify' && more.length === 0) return verifyArguments(file, given);
  if (file === undefined && command === 'run') return runArguments(given);
  if (file === undefined && command === 'prove') return proveArguments(given);
  if (file === undefined && command === 'try') return tryArguments(given);
  return failure(
    'usage',
    `The command is "${positionals.join(' ')}"; allowed: run, prove, verify FILE, try, import`,
  );
}

/** The options as they were given. */
interface Given {
  readonly config?: string | undefined;
  readonly session?: string | undefined;
  readonly data?: string | undefined;
  readonly archive?: string | undefined;
  readonly scripts?: string | undefined;
  readonly trusted: readonly string[];
  readonly until: EpochMs | undefined;
  readonly out?: string | undefined;
  readonly rule?: string | undefined;
  readonly interval?: string | undefined;
  readonly scanner?: string | undefined;
  readonly sessions?: string | undefined;
  readonly json: boolean;
}

function runArguments({
  config,
  data,
  archive,
  scripts,
  trusted,
  until,
  out,
  json,
}: Given): Result<RunArguments> {
  if (config === undefined) return failure('usage', '--config FILE is missing');
  return success({ command: 'run', config, data, archive, scripts, trusted, until, out, json });
}

function proveArguments(given: Given): Result<ProveArguments> {
  const { config, session, data, archive, scripts, trusted, until, out, json } = given;
  if ((config === undefined) === (session === undefined))
    return failure('usage', 'Give one of --config FILE and --session DIR: what is to be proven');
  if (out === undefined) return failure('usage', '--out FILE is missing: where the proof is to be written');
  const of = session === undefined ? { config: config ?? '' } : { session };
  return success({ command: 'prove', of, data, archive, scripts, trusted, until, out, json });
}

function verifyArguments(
  proof: string | undefined,
  { data, archive, scripts, trusted, json }: Given,
): Result<VerifyArguments> {
  if (proof === undefined) return failure('usage', 'verify needs the file of a proof');
  return success({ command: 'verify', proof, data, archive, scripts, trusted, json });
}

function tryArguments(given: Given): Result<TryArguments> {
  const { config, data, archive, scripts, trusted, until, json, rule, scanner } = given;
  if (config === undefined) return failure('usage', '--config FILE is missing');
  if (rule === undefined && scanner === undefined)
    return failure('usage', 'Give --rule TEXT, --scanner NAME or both: what is to be tried');
  const interval = INTERVALS.find((each) => each === (given.interval ?? '1d'));
  if (interval === undefined)
    return failure('usage', `--interval is "${given.interval}"; allowed: ${INTERVALS.join(', ')}`);
  const sessions = given.sessions === undefined ? undefined : Number(given.sessions);
  if (sessions !== undefined && !(Number.isInteger(sessions) && sessions >= 1 && sessions <= DRAFT_SESSIONS))
    return failure('usage', `--sessions is "${given.sessions}"; allowed: 1 to ${DRAFT_SESSIONS}`);
  return success({
    ...{ command: 'try' as const, config, data, archive, scripts, trusted, json },
    ...{ rule, interval, scanner, sessions, until },
  });
}

function parseWords(words: readonly string[]) {
  try {
    return success(
      parseArgs({
        args: [...words],
        allowPositionals: true,
        options: {
          config: { type: 'string' },
          session: { type: 'string' },
          data: { type: 'string' },
          archive: { type: 'string' },
          scripts: { type: 'string' },
          'trust-script': { type: 'string', multiple: true },
          until: { type: 'string' },
          out: { type: 'string' },
          rule: { type: 'string' },
          interval: { type: 'string' },
          scanner: { type: 'string' },
          sessions: { type: 'string' },
          json: { type: 'boolean' },
        },
      }),
    );
  } catch (error) {
    return failure('usage', error instanceof Error ? error.message : String(error));
  }
}

function parseUntil(text: string | undefined): Result<EpochMs | undefined> {
  if (text === undefined) return success(undefined);
  const instant = Date.parse(text);
  // The language reads 30 February as 2 March.
  if (!ISO_INSTANT.test(text) || !isSessionDate(text.slice(0, 10)) || Number.isNaN(instant)) {
    return failure(
      'usage',
      `--until is "${text}"; allowed: an ISO time with its zone, as 2013-10-08T15:00:00Z`,
    );
  }
  return success(epochMs(instant));
}
