import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from '../shared/domain/errors.ts';
import { formatConfigProblems } from './engine/config/problem.ts';
import { readSessionConfig } from './engine/config/read-session-config.ts';
import type { LiveSession } from './engine/coordinator/live-session.ts';
import { openSession } from './engine/coordinator/open-session.ts';
import { NO_OUTPUTS } from './engine/coordinator/run-recorder.ts';
import { writeDurably } from './engine/durable/write-durably.ts';
import { connectSources } from './loaders/remote-source.ts';
import {
  type HeadlessArguments,
  parseHeadlessArguments,
  type RunArguments,
  USAGE,
} from './platform/headless-arguments.ts';
import { importHeadless } from './platform/headless-import.ts';
import { proveSession, verifyProof } from './platform/headless-proof.ts';
import { tryHeadless } from './platform/headless-try.ts';
import { ProgressLine } from './platform/progress-line.ts';
import { RunFiles } from './platform/run-files.ts';
import { pinnedScripts, requireScripts } from './platform/scripts/pinned-scripts.ts';
import { sourceOptions } from './platform/source-options.ts';
import { SourceThreads } from './platform/source-threads.ts';
import { WallPacer } from './platform/wall-pacer.ts';
import { EXPORTED_CONFIG, writesOver } from './platform/writes-over.ts';

const EXIT_FAILED = 1;
const EXIT_BAD_INPUT = 2;
/** As shells have it: 128 and the number of the signal. */
const EXIT_SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Composition root of the terminal: plays one session, or imports files, without a window. */
async function main(words: readonly string[]): Promise<number> {
  if (words[0] === 'import') {
    const terminal = {
      out: (text: string) => process.stdout.write(text),
      error: (text: string) => process.stderr.write(text),
    };
    return importHeadless(words.slice(1), terminal, Date.now());
  }
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const parsed = parseHeadlessArguments(words);
  if (!parsed.ok) return refuse(`${parsed.error.message}\n\n${USAGE}`);
  const given = parsed.value;
  try {
    if (given.command === 'prove') return await proveSession(given, process.stdout);
    if (given.command === 'verify') return await verifyProof(given, process.stdout);
    if (given.command === 'try') return await tryHeadless(given, process);
    return await play(given);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof InvalidArgumentError) return refuse(`${inputOf(given)}: ${message}`);
    process.stderr.write(`${message}\n`);
    return EXIT_FAILED;
  }
}

/** The file or folder that a command reads. */
function inputOf(given: HeadlessArguments): string {
  if (given.command === 'run' || given.command === 'try') return given.config;
  if (given.command === 'verify') return given.proof;
  return 'config' in given.of ? given.of.config : given.of.session;
}

async function play(given: RunArguments): Promise<number> {
  const { config: configPath, out } = given;
  if (out !== undefined && writesOver(configPath, out)) {
    return refuse(`--out ${out} would write over the config ${configPath}; give another folder`);
  }
  const read = readSessionConfig(readConfigFile(given.config), given.config);
  if (!read.ok) return refuse(formatConfigProblems(read.error));
  const config = read.value;
  const scripts = pinnedScripts(given.scripts ?? join(dirname(given.config), 'scripts'), given.trusted);
  await requireScripts(config, scripts);
  const started = performance.now();
  const files = given.out === undefined ? undefined : new RunFiles(given.out);
  const threads = new SourceThreads();
  const connected = await connectSources(
    () => threads.take(),
    sourceOptions(config, given.config, given.data, given.archive),
    config.exchange,
  );
  try {
    const session = await openSession({
      config,
      sources: connected.sources,
      pacer: new WallPacer(),
      outputs: files ?? NO_OUTPUTS,
      until: given.until,
      // Nobody watches: the config's speed is for the window.
      speed: null,
      scripts,
    });
    let exitCode: number;
    try {
      exitCode = await follow(session);
    } finally {
      // What happened up to a failure is what explains it.
      files?.close();
    }
    if (given.out !== undefined) await exportConfig(session, given.out);
    report(session, (performance.now() - started) / 1_000, given.json);
    return exitCode;
  } finally {
    await connected.end();
  }
}

async function exportConfig(session: LiveSession, folder: string): Promise<void> {
  const written = await writeDurably(join(folder, EXPORTED_CONFIG), session.exportConfig());
  if (!written.ok) throw new Error(written.error.message);
}

function readConfigFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(
      '--config',
      path,
      `a file that can be read (${error instanceof Error ? error.message : ''})`,
    );
  }
}

/**
 * Waits for the end of the run; an interrupt stops it at the next step, with everything written.
 * Answers the exit code: a run that was cut short is not a whole one.
 */
async function follow(session: LiveSession): Promise<number> {
  const progress = new ProgressLine(process.stderr, () => session.view.status());
  let exitCode = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      exitCode = EXIT_SIGNALS[signal];
      void session.stop();
    });
  }
  try {
    await session.finished;
  } finally {
    progress.end();
  }
  return exitCode;
}

function report(session: LiveSession, seconds: number, json: boolean): void {
  const { sessions, bars, symbols, hits, promoted, rejectedRows, eventLogHash } = session.summary();
  const outcome = {
    sessions,
    bars,
    symbols,
    hits,
    promoted,
    rejected_rows: rejectedRows,
    seconds: Math.round(seconds * 1_000) / 1_000,
    event_log_hash: eventLogHash,
  };
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else
    for (const [name, value] of Object.entries(outcome)) process.stdout.write(`${name.padEnd(16)}${value}\n`);
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return EXIT_BAD_INPUT;
}

process.exitCode = await main(process.argv.slice(2));
