import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from '../../shared/domain/errors.ts';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { writeDurably } from '../engine/durable/write-durably.ts';
import { readJournal } from '../engine/journal/journal-line.ts';
import { compareRuns, type Verdict } from '../engine/proof/compare-runs.ts';
import { type PlayedAgain, playAgain, type SessionScript } from '../engine/proof/play-again.ts';
import { readProof, serializeProof } from '../engine/proof/session-proof.ts';
import type { SourceOptions } from '../loaders/contract.ts';
import { type ConnectedSources, connectSources } from '../loaders/remote-source.ts';
import type { ProveArguments, VerifyArguments } from './headless-arguments.ts';
import { positionFile } from './position-file.ts';
import { pinnedScripts, requireScripts } from './scripts/pinned-scripts.ts';
import { SessionFolder } from './session-folder.ts';
import { sourceOptions } from './source-options.ts';
import { SourceThreads } from './source-threads.ts';
import { WallPacer } from './wall-pacer.ts';

/** A proof that could not be come to again here. */
const EXIT_DIFFERS = 3;

interface Output {
  write(text: string): unknown;
}

/** A script, and the folder that the paths of its data sources begin at. */
interface FoundScript {
  readonly script: SessionScript;
  readonly dataFolder: string | undefined;
  readonly configPath: string;
}

/** Opens sources, in worker threads or where a test wants them. */
type ConnectOptions = (
  options: readonly SourceOptions[],
  exchange: SessionConfig['exchange'],
) => Promise<ConnectedSources>;

const inThreads: ConnectOptions = (options, exchange) => {
  const threads = new SourceThreads();
  return connectSources(() => threads.take(), options, exchange);
};

/**
 * Plays a config, or a session of the window up to where it stands, and writes the proof of it. What charts
 * looked at is no part of it: it decides nothing.
 *
 * @returns the exit code
 */
export async function proveSession(
  given: ProveArguments,
  output: Output,
  connect: ConnectOptions = inThreads,
): Promise<number> {
  const { of } = given;
  const found =
    'config' in of ? scriptOfConfig(of.config, given.until) : await scriptOfSession(of.session, given.until);
  const played = await play(found, given, connect);
  const written = await writeDurably(given.out, serializeProof(found.script, played));
  if (!written.ok) throw new Error(written.error.message);
  report(output, given.json, {
    proof: given.out,
    events: played.events.length,
    commands: found.script.commands.length,
    event_log_hash: played.eventLogHash,
  });
  return 0;
}

/** Plays a proof again. @returns the exit code: 0 where every event is the same */
export async function verifyProof(
  given: VerifyArguments,
  output: Output,
  connect: ConnectOptions = inThreads,
): Promise<number> {
  const proof = readProof(readText(given.proof));
  if (!proof.ok)
    throw new InvalidArgumentError('proof', given.proof, `a whole proof. ${proof.error.message}`);
  const found = { script: proof.value, dataFolder: undefined, configPath: given.proof };
  const verdict = compareRuns(proof.value, await play(found, given, connect));
  if (given.json) output.write(`${JSON.stringify(verdictJson(verdict))}\n`);
  else output.write(verdictText(verdict));
  return verdict.equal ? 0 : EXIT_DIFFERS;
}

async function play(
  { script, dataFolder, configPath }: FoundScript,
  given: Pick<ProveArguments, 'data' | 'archive' | 'scripts' | 'trusted'>,
  connect: ConnectOptions,
): Promise<PlayedAgain> {
  const { config } = script;
  const options = sourceOptions(config, configPath, given.data ?? dataFolder, given.archive);
  const connected = await connect(options, config.exchange);
  try {
    const scripts = pinnedScripts(given.scripts ?? join(dirname(configPath), 'scripts'), given.trusted);
    await requireScripts(config, scripts);
    return await playAgain(script, connected.sources, new WallPacer(), scripts);
  } finally {
    await connected.end();
  }
}

function scriptOfConfig(path: string, until: EpochMs | undefined): FoundScript {
  const read = readSessionConfig(readText(path), path);
  if (!read.ok) throw new InvalidArgumentError('--config', path, formatConfigProblems(read.error));
  return { script: { config: read.value, commands: [], until }, dataFolder: undefined, configPath: path };
}

/** What is in the folder of a session that is not open: what it began with, what was done, where it stands. */
async function scriptOfSession(folder: string, until: EpochMs | undefined): Promise<FoundScript> {
  const { config, dataFolder } = await new SessionFolder(folder).start();
  const journal = join(folder, 'journal.jsonl');
  const { brokenLines, entries } = readJournal(existsSync(journal) ? readText(journal) : '');
  const [broken] = brokenLines;
  if (broken !== undefined)
    throw new Error(`${journal}: line ${broken} is not what was written, so the session cannot be proven.`);
  const mark = (await positionFile(folder).load()).value;
  const script = { config, commands: entries, until: until ?? mark?.position.time };
  return { script, dataFolder, configPath: join(folder, 'starting_config.json') };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError('file', path, `a file that can be read (${cause})`);
  }
}

function verdictJson({ difference, differingData, equal, eventLogHash, events }: Verdict) {
  return {
    equal,
    events,
    event_log_hash: eventLogHash,
    difference:
      difference === undefined
        ? null
        : { line: difference.line, proof: difference.proof ?? null, here: difference.here ?? null },
    differing_data: differingData,
  };
}

function verdictText({ difference, differingData, eventLogHash, events }: Verdict): string {
  const data =
    differingData.length === 0
      ? 'All data that was read is the same.\n'
      : `Data that is not the same: ${differingData.join(', ')}\n`;
  if (difference === undefined) return `Equal: ${events} events, ${eventLogHash}\n${data}`;
  const { here, line, proof } = difference;
  return `Event ${line} differs.\n  proof ${proof ?? '(the log has ended)'}\n  here  ${here ?? '(the log has ended)'}\n${data}`;
}

function report(output: Output, json: boolean, outcome: Readonly<Record<string, string | number>>): void {
  if (json) output.write(`${JSON.stringify(outcome)}\n`);
  else for (const [name, value] of Object.entries(outcome)) output.write(`${name.padEnd(16)}${value}\n`);
}
