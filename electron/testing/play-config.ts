import { readFileSync } from 'node:fs';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';
import type { LiveSession, RunSummary } from '../engine/coordinator/live-session.ts';
import { openSession } from '../engine/coordinator/open-session.ts';
import type { ScriptService } from '../engine/scripts/contract.ts';
import type { DataSource } from '../loaders/contract.ts';
import { type ColumnCache, createSource } from '../loaders/registry.ts';
import { sourceOptions } from '../platform/source-options.ts';
import { WallPacer } from '../platform/wall-pacer.ts';

/** A run that is over, with all its records as parsed JSON lines. */
export interface PlayedRun {
  readonly session: LiveSession;
  readonly summary: RunSummary;
  readonly hits: readonly HitLine[];
  readonly promotions: readonly PromotionLine[];
  readonly loads: readonly LoadLine[];
  readonly rejected: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  readonly events: readonly string[];
}

export interface HitLine {
  readonly time: string;
  readonly symbol: string;
  readonly scanner: string;
  readonly first: boolean;
  readonly metadata: { readonly gap_percent: number; readonly price: number; readonly sma: number };
  readonly held_back?: string;
}

export interface PromotionLine {
  readonly time: string;
  readonly change: string;
  readonly symbol: string;
  readonly by: string;
}

export interface LoadLine {
  readonly symbol: string;
  readonly interval: string;
  readonly asked: number;
  readonly got: number;
  readonly missing: readonly { readonly from: string; readonly to: string }[];
  readonly cause: string | null;
  readonly source: string | null;
}

/** Reads a config file, failing with its problems. */
export function readConfig(path: string): SessionConfig {
  const read = readSessionConfig(readFileSync(path, 'utf8'), path);
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}

export interface PlayOptions {
  readonly dataFolder?: string;
  readonly archiveFolder?: string;
  readonly until?: EpochMs;
  /** Runs scripts. */
  readonly scripts?: ScriptService;
  /** Changes a source before it is used. */
  readonly wrap?: (source: DataSource) => DataSource;
  /** Where parsed history is kept. */
  readonly cache?: ColumnCache;
}

/** Plays a config to its end, as fast as it goes, with the sources in this thread. */
export async function playConfig(config: SessionConfig, options: PlayOptions = {}): Promise<PlayedRun> {
  const calendar = exchangeCalendar(config.exchange);
  const wrap = options.wrap ?? ((source: DataSource) => source);
  const sources = sourceOptions(config, 'config.json', options.dataFolder, options.archiveFolder).map(
    (each) => wrap(createSource(each, calendar, options.cache)),
  );
  const lines = {
    events: [] as string[],
    hits: [] as string[],
    promotions: [] as string[],
    loads: [] as string[],
    rejected: [] as string[],
  };
  const session = await openSession({
    config,
    speed: null,
    sources,
    pacer: new WallPacer(),
    until: options.until,
    scripts: options.scripts,
    outputs: {
      events: (text) => lines.events.push(...text.split('\n').filter((line) => line !== '')),
      hits: (line) => lines.hits.push(line),
      promotions: (line) => lines.promotions.push(line),
      loads: (line) => lines.loads.push(line),
      rejected: (line) => lines.rejected.push(line),
    },
  });
  await session.finished;
  const parsed = <T>(texts: readonly string[]): T[] => texts.map((text): T => JSON.parse(text));
  return {
    session,
    summary: session.summary(),
    // Lines that introduce a scanner stand among the hits.
    hits: parsed<HitLine>(lines.hits).filter((line) => !('record' in line)),
    promotions: parsed(lines.promotions),
    loads: parsed(lines.loads),
    rejected: parsed(lines.rejected),
    events: lines.events,
  };
}
