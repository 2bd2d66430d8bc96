import { parseArgs } from 'node:util';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { type EpochMs, epochMs, isSessionDate } from '../../shared/domain/time.ts';

export const USAGE = `Usage: npm run --silent headless -- run --config FILE [options]

  --config FILE   the session config to play (never written)
  --data DIR      folder that the config's data_sources are in, in place of its data_folder
  --archive DIR   folder of the imported datasets: archive/ in the user data of the window
  --until TIME    last instant to play, inclusive: 2013-10-08T15:00:00Z
  --out DIR       where to write hits, promotions, loads, rejected rows, events and the config as it ends
  --json          print one line of JSON with the outcome
`;

export interface HeadlessArguments {
  readonly config: string;
  readonly data: string | undefined;
  readonly archive: string | undefined;
  readonly until: EpochMs | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** An instant with its zone written out: a wall time alone could mean any. */
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the words after `headless --`. */
export function parseHeadlessArguments(words: readonly string[]): Result<HeadlessArguments> {
  const parsed = parseWords(words);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length !== 1 || positionals[0] !== 'run') {
    return failure('usage', `The command is "${positionals.join(' ')}"; allowed: run`);
  }
  if (values.config === undefined) return failure('usage', '--config FILE is missing');
  const until = parseUntil(values.until);
  if (!until.ok) return until;
  return success({
    config: values.config,
    data: values.data,
    archive: values.archive,
    until: until.value,
    out: values.out,
    json: values.json === true,
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
          data: { type: 'string' },
          archive: { type: 'string' },
          until: { type: 'string' },
          out: { type: 'string' },
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
