import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from '../../shared/domain/errors.ts';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig, SessionConfig } from '../../shared/domain/session-config.ts';
import { type EpochMs, epochMs, sessionDate } from '../../shared/domain/time.ts';
import { ruleWarnings } from '../../shared/rules/warnings.ts';
import type { DraftRefused, DraftTested } from '../../shared/session/scanner-draft.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import { BarMemory } from '../engine/preview/bar-memory.ts';
import { RememberingSource } from '../engine/preview/remembering-source.ts';
import { testOnSessions } from '../engine/preview/test-on-sessions.ts';
import type { TrialParts } from '../engine/preview/trial-parts.ts';
import { type Trial, type TrialQuestion, tryScanners } from '../engine/preview/try-scanners.ts';
import { readRuleConfig } from '../engine/scanners/rules/rule-definition.ts';
import type { SourceOptions } from '../loaders/contract.ts';
import { type ConnectedSources, connectSources } from '../loaders/remote-source.ts';
import type { TryArguments } from './headless-arguments.ts';
import { problemsText, refusalText, testText, trialText } from './headless-try-words.ts';
import { pinnedScripts } from './scripts/pinned-scripts.ts';
import { sourceOptions } from './source-options.ts';
import { SourceThreads } from './source-threads.ts';
import { WallPacer } from './wall-pacer.ts';

const EXIT_BAD_INPUT = 2;
/** Bars that are kept from the one trial to the test after it. */
const MEMORY_BYTES = 512 * 1024 * 1024;

/** Where a command writes what it finds, and what is wrong. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
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

/** What was found of a scanner. */
interface Findings {
  readonly trial: Trial;
  readonly tested: Omit<DraftTested, 'id' | 'tookMs'> | undefined;
}

/**
 * Tries a rule, or a scanner of the config, on the data that the config names, as the window's builder does.
 * Throws InvalidArgumentError where the config or an option cannot be used.
 *
 * @returns the exit code: 2 where the rule is wrong, which is said with its place underlined
 */
export async function tryHeadless(
  given: TryArguments,
  terminal: Terminal,
  connect: ConnectOptions = inThreads,
): Promise<number> {
  const question = questionOf(given);
  const found = await find(question, given, connect);
  if ('kind' in found) {
    terminal.stderr.write(refusalText(found, given.rule));
    return EXIT_BAD_INPUT;
  }
  const { trial, tested } = found;
  if (given.rule !== undefined) terminal.stderr.write(warningText(question.draft, given.rule));
  if (given.json) terminal.stdout.write(`${JSON.stringify({ ...trial.tried, tested: tested ?? null })}\n`);
  else {
    const calendar = exchangeCalendar(question.config.exchange);
    terminal.stdout.write(trialText(trial.tried, calendar));
    if (tested !== undefined) terminal.stdout.write(testText(tested));
  }
  return 0;
}

async function find(
  question: TrialQuestion,
  given: TryArguments,
  connect: ConnectOptions,
): Promise<Findings | DraftRefused> {
  const { config } = question;
  const options = sourceOptions(config, given.config, given.data, given.archive);
  const connected = await connect(options, config.exchange);
  const scripts = pinnedScripts(given.scripts ?? join(dirname(given.config), 'scripts'), given.trusted);
  try {
    const memory = new BarMemory(exchangeCalendar(config.exchange), MEMORY_BYTES);
    const parts: TrialParts = {
      sources: connected.sources.map((source) => new RememberingSource(source, memory)),
      pacer: () => new WallPacer(),
      signal: new AbortController().signal,
      scripts,
    };
    const trial = await tryScanners(question, parts);
    if (trial.kind === 'refused') return trial;
    if (given.sessions === undefined) return { trial, tested: undefined };
    const tested = await testOnSessions(question, given.sessions, parts);
    return tested.kind === 'refused' ? tested : { trial, tested };
  } finally {
    await scripts.end();
    await connected.end();
  }
}

function questionOf(given: TryArguments): TrialQuestion {
  const read = readSessionConfig(readText(given.config), given.config);
  if (!read.ok) throw new InvalidArgumentError('--config', given.config, formatConfigProblems(read.error));
  const config = read.value;
  const named = given.scanner === undefined ? undefined : scannerNamed(config, given.scanner);
  const draft = given.rule === undefined ? named : ruleScanner(given.rule, given.interval);
  if (draft === undefined) throw new InvalidArgumentError('--rule', given.rule, 'a rule');
  return {
    config,
    removed: [],
    draft,
    saved: given.rule === undefined ? null : (named ?? null),
    until: given.until ?? endOf(config),
  };
}

/** What of a rule that runs is hardly meant. */
function warningText({ config }: ScannerConfig, rule: string): string {
  return problemsText(ruleWarnings(readRuleConfig(config).rule), rule);
}

function scannerNamed(config: SessionConfig, name: string): ScannerConfig {
  const { scanners } = config.session_data_config;
  const named = scanners.find((each) => each.name === name);
  if (named !== undefined) return named;
  throw new InvalidArgumentError('--scanner', name, scanners.map((each) => each.name).join(', '));
}

/** A rule that looks every five minutes, before the open and at the close too. */
function ruleScanner(when: string, interval: string): ScannerConfig {
  return scannerSchema.parse({
    name: 'rule',
    kind: 'rule',
    pre_session: true,
    schedule: [{ start: 'open+5m', end: 'close', interval: '5m' }],
    config: { when, interval },
  });
}

/** The close of the config's last session. */
function endOf(config: SessionConfig): EpochMs {
  const { replay } = config;
  const calendar = exchangeCalendar(config.exchange);
  const sessions =
    replay === undefined
      ? []
      : calendar.sessionsBetween(sessionDate(replay.start_date), sessionDate(replay.end_date));
  const last = sessions.at(-1);
  if (last === undefined)
    throw new InvalidArgumentError('replay', 'nothing', 'dates with a session between them, or --until');
  return epochMs(last.close);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const cause = error instanceof Error ? error.message : '';
    throw new InvalidArgumentError('--config', path, `a file that can be read (${cause})`);
  }
}
