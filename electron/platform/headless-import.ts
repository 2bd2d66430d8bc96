import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type ImportAnswers, type ImportReport, openFindings } from '../../shared/domain/import-report.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { ImportJob, type JobOutcome } from '../import/import-job.ts';

const IMPORT_USAGE = `Usage: npm run --silent headless -- import --csv FILE --name NAME --archive DIR [options]

  --csv PATH      a CSV file, or a folder with all that is in it; may be given more than once
  --name NAME     name of the dataset; one of that name is replaced
  --archive DIR   folder of the imported datasets: archive/ in the user data of the window
  --answers FILE  JSON object with the answers to what is ambiguous, by the ids that a refusal lists;
                  "rejects": "leave_out" imports the good rows where more than 1 % are rejected
  --rejects FILE  where the rejected rows are written, as CSV
  --json          print one line of JSON with the outcome
`;

const EXCHANGE = 'NYSE';
const REJECTS = 'rejects';
const LEAVE_OUT = 'leave_out';

interface ImportArguments {
  readonly csv: readonly string[];
  readonly name: string;
  readonly archive: string;
  readonly answers: ImportAnswers;
  readonly rejects: string | undefined;
  readonly json: boolean;
}

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const EXIT_FAILED = 1;
const EXIT_BAD_INPUT = 2;

/**
 * Imports CSV files without a window. Nothing ambiguous is decided: where something is, nothing is imported, and
 * the open questions are listed with their answers. Answers the exit code.
 *
 * @param words what follows `headless -- import`
 * @param now epoch ms
 */
export async function importHeadless(
  words: readonly string[],
  terminal: Terminal,
  now: number,
): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    terminal.out(IMPORT_USAGE);
    return 0;
  }
  const parsed = parseImportArguments(words);
  if (!parsed.ok) {
    terminal.error(`${parsed.error.message}\n\n${IMPORT_USAGE}`);
    return EXIT_BAD_INPUT;
  }
  const given = parsed.value;
  await mkdir(given.archive, { recursive: true });
  const job = new ImportJob({
    id: 'headless',
    calendar: exchangeCalendar(EXCHANGE),
    exchange: EXCHANGE,
    archive: given.archive,
    temporary: tmpdir(),
    now,
    clock: () => performance.now(),
    onProgress: () => undefined,
    onLook: () => undefined,
  });
  try {
    return await imported(job, given, terminal);
  } finally {
    await job.close();
  }
}

async function imported(job: ImportJob, given: ImportArguments, { out, error }: Terminal): Promise<number> {
  const report = await job.look(
    given.csv.map((path) => resolve(path)),
    given.answers,
  );
  for (const problem of report.problems) error(`${problem}\n`);
  if (openFindings(report).length > 0) {
    error(questionList(report));
    return EXIT_BAD_INPUT;
  }
  for (const problem of report.layouts.flatMap(({ problems }) => problems)) error(`${problem}\n`);
  const run = await finished(job, given);
  if (given.rejects !== undefined) {
    const saved = await job.saveRejects(resolve(given.rejects));
    if (!saved.ok && saved.error.code !== 'no_rejects') error(`${saved.error.message}\n`);
  }
  if (!run.ok) {
    error(`${run.error.message}\n`);
    return run.error.code === 'import_failed' ? EXIT_FAILED : EXIT_BAD_INPUT;
  }
  out(given.json ? `${JSON.stringify(summary(run.value))}\n` : `${lines(run.value)}\n`);
  return 0;
}

async function finished(job: ImportJob, { answers, name }: ImportArguments): Promise<Result<JobOutcome>> {
  const run = await job.run(answers, name);
  if (!run.ok || run.value.kind === 'imported') return run;
  if (answers[REJECTS] === LEAVE_OUT) return job.goOn();
  const { rejected, rows, reasons } = run.value.tally;
  await job.cancel();
  const told = reasons.map(({ reason, count }) => `\n  ${count} rows: ${reason}`).join('');
  return failure(
    'many_rejects',
    `Nothing was imported: ${rejected} of ${rows} rows make no bars. To import the others, answer "${REJECTS}": "${LEAVE_OUT}".${told}`,
  );
}

/** What has to be answered, as a person reads it and as `--answers` takes it. */
function questionList(report: ImportReport): string {
  const open = openFindings(report);
  const asked = open.map(({ id, why, options, typed, value }) => {
    const choices = options.map((option) => `      ${JSON.stringify(option.value)}  ${option.label}`);
    const more = typed ? [`      "=TICKER"  a ticker for all of it`] : [];
    return [
      `  ${JSON.stringify(id)}${value === null ? '' : ` (perhaps ${JSON.stringify(value)})`}: ${why}`,
      ...choices,
      ...more,
    ].join('\n');
  });
  const count = open.length === 1 ? 'One question is open' : `${open.length} questions are open`;
  return `Nothing was imported. ${count}; answer in a file for --answers:\n${asked.join('\n')}\n`;
}

function summary(outcome: JobOutcome): object {
  if (outcome.kind !== 'imported') return outcome.tally;
  const { dataset, bars, duplicates, conflicts, tally, series } = outcome;
  return {
    dataset,
    bars,
    symbols: new Set(series.map(({ symbol }) => symbol)).size,
    intervals: [...new Set(series.map(({ interval }) => interval))],
    rows: tally.rows,
    rejected: tally.rejected,
    duplicates,
    conflicts,
  };
}

function lines(outcome: JobOutcome): string {
  return Object.entries(summary(outcome))
    .map(([name, value]) => `${name.padEnd(16)}${value}`)
    .join('\n');
}

const answersSchema = z.record(z.string(), z.string());

function parseImportArguments(words: readonly string[]): Result<ImportArguments> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        csv: { type: 'string', multiple: true },
        name: { type: 'string' },
        archive: { type: 'string' },
        answers: { type: 'string' },
        rejects: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const csv = [...(values.csv ?? []), ...positionals];
    if (csv.length === 0) return failure('usage', '--csv PATH is missing');
    if (values.name === undefined) return failure('usage', '--name NAME is missing');
    if (values.archive === undefined) return failure('usage', '--archive DIR is missing');
    const answers = readAnswers(values.answers);
    if (!answers.ok) return answers;
    const { name, rejects, json } = values;
    return success({
      csv,
      name,
      archive: resolve(values.archive),
      answers: answers.value,
      rejects,
      json: json === true,
    });
  } catch (error) {
    return failure('usage', error instanceof Error ? error.message : String(error));
  }
}

function readAnswers(path: string | undefined): Result<ImportAnswers> {
  if (path === undefined) return success({});
  try {
    const parsed = answersSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return success(parsed.data);
    return failure('usage', `--answers ${path}: allowed is a JSON object of texts, as {"zone": "UTC"}`);
  } catch (error) {
    return failure(
      'usage',
      `--answers ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
