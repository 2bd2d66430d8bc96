import type { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';
import type { dataSourceSchema } from './data-sources.ts';
import type { scannerSchema } from './scanners.ts';

type Path = readonly (string | number)[];

/** Records that the value at `path` should have been something that is `allowed`. */
type Refuse = (path: Path, allowed: string, value?: unknown) => void;

type Scanner = DeepReadonly<z.output<typeof scannerSchema>>;
type DataSource = z.output<typeof dataSourceSchema>;

/** What the checks across fields read; the schema's output has this shape. */
interface CheckedConfig {
  readonly mode: string;
  readonly replay?: { readonly start_date: string; readonly end_date: string };
  readonly data_sources: readonly DataSource[];
  readonly session_data_config: {
    readonly symbols: readonly string[];
    readonly streams: readonly string[];
    readonly universe: {
      readonly source?: string;
      readonly lists?: readonly string[];
      readonly symbols?: readonly string[];
      readonly exclude_lists?: readonly string[];
      readonly exclude?: readonly string[];
    };
    readonly lists: readonly { readonly name: string; readonly symbols: readonly string[] }[];
    readonly scanners: readonly Scanner[];
  };
}

/** What is wrong with a universe and its lists, in words; undefined where nothing is. */
export function universeProblem(
  config: Pick<CheckedConfig, 'data_sources'> & {
    readonly session_data_config: Pick<CheckedConfig['session_data_config'], 'universe' | 'lists'>;
  },
): string | undefined {
  let problem: string | undefined;
  checkUniverse(config, (path, allowed, value) => {
    problem ??= `${path.slice(1).join('.')} is ${JSON.stringify(value)}; allowed: ${allowed}`;
  });
  return problem;
}

/** What is wrong with a scanner that no single field shows, in words; undefined where nothing is. */
export function scannerProblem(scanner: Scanner): string | undefined {
  let problem: string | undefined;
  checkSchedule(scanner, ['schedule'], (path, allowed, value) => {
    problem ??= `${path.join('.')} is ${JSON.stringify(value)}; allowed: ${allowed}`;
  });
  return problem;
}

/** The rules that no single field can state. */
export function checkAcrossFields(config: CheckedConfig, refuse: Refuse): void {
  checkReplay(config, refuse);
  checkDataSources(config, refuse);
  checkUniverse(config, refuse);
  const { symbols, streams, scanners } = config.session_data_config;
  requireUnique(symbols, ['session_data_config', 'symbols'], refuse);
  requireUnique(streams, ['session_data_config', 'streams'], refuse);
  requireUniqueNames(scanners, ['session_data_config', 'scanners'], refuse);
  scanners.forEach((scanner, index) => {
    checkSchedule(scanner, ['session_data_config', 'scanners', index, 'schedule'], refuse);
  });
}

function checkReplay({ mode, replay }: CheckedConfig, refuse: Refuse): void {
  if (replay === undefined) {
    if (mode !== 'live') refuse(['replay'], `start_date and end_date, because mode is "${mode}"`);
    return;
  }
  if (replay.end_date < replay.start_date) {
    refuse(['replay', 'end_date'], `start_date ("${replay.start_date}") or later`, replay.end_date);
  }
}

function checkDataSources({ mode, data_sources: sources }: CheckedConfig, refuse: Refuse): void {
  requireUniqueNames(sources, ['data_sources'], refuse);
  if (mode === 'simulated' && !sources.some((source) => source.kind === 'simulated')) {
    refuse(['data_sources'], 'at least one of kind "simulated", because mode is "simulated"', sources.length);
  }
}

function checkUniverse(
  { data_sources, session_data_config }: Parameters<typeof universeProblem>[0],
  refuse: Refuse,
): void {
  const { universe } = session_data_config;
  const path: Path = ['session_data_config', 'universe'];
  const names = [...new Set(data_sources.map((source) => source.name))];
  if (universe.source !== undefined && !names.includes(universe.source)) {
    const allowed = `the name of a data source: ${names.map((name) => `"${name}"`).join(', ')}`;
    refuse([...path, 'source'], allowed, universe.source);
  }
  requireUnique(universe.symbols ?? [], [...path, 'symbols'], refuse);
  requireUnique(universe.exclude ?? [], [...path, 'exclude'], refuse);
  checkLists(session_data_config, path, refuse);
}

function checkLists(
  { universe, lists }: Pick<CheckedConfig['session_data_config'], 'universe' | 'lists'>,
  path: Path,
  refuse: Refuse,
): void {
  const listsPath: Path = ['session_data_config', 'lists'];
  requireUniqueNames(lists, listsPath, refuse);
  lists.forEach(({ symbols }, index) => {
    requireUnique(symbols, [...listsPath, index, 'symbols'], refuse);
  });
  const known = lists.map(({ name }) => `"${name}"`).join(', ');
  const allowed = known === '' ? 'no name, since the config has no lists' : `the name of a list: ${known}`;
  for (const key of ['lists', 'exclude_lists'] as const) {
    const named = universe[key] ?? [];
    requireUnique(named, [...path, key], refuse);
    named.forEach((name, index) => {
      if (!lists.some((list) => list.name === name)) refuse([...path, key, index], allowed, name);
    });
  }
}

function checkSchedule(scanner: Scanner, path: Path, refuse: Refuse): void {
  scanner.schedule.forEach((entry, index) => {
    requireUnique(entry.days ?? [], [...path, index, 'days'], refuse);
    if (!('start' in entry) || !endsBeforeStart(entry.start, entry.end)) return;
    refuse([...path, index, 'end'], `start ("${entry.start}") or later`, entry.end);
  });
}

/** True where that holds on every day, whatever the session's length. */
function endsBeforeStart(start: string, end: string): boolean {
  const from = scheduleMinutes(start);
  const to = scheduleMinutes(end);
  if (from.anchor === to.anchor) return to.minutes < from.minutes;
  return from.anchor === 'close' && to.anchor === 'open' && from.minutes >= 0 && to.minutes <= 0;
}

function scheduleMinutes(text: string): { anchor: string; minutes: number } {
  const relative = /^(open|close)(?:([+-]\d+)m)?$/.exec(text);
  if (relative?.[1] !== undefined) return { anchor: relative[1], minutes: Number(relative[2] ?? 0) };
  return { anchor: 'midnight', minutes: Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) };
}

function requireUniqueNames(named: readonly { readonly name: string }[], path: Path, refuse: Refuse): void {
  reportRepeats(
    named.map((item) => item.name),
    (index, first) => refuse([...path, index, 'name'], nameOfItsOwn(path, first), named[index]?.name),
  );
}

function requireUnique(values: readonly string[], path: Path, refuse: Refuse): void {
  reportRepeats(values, (index, first) => {
    refuse(
      [...path, index],
      `a value that the list does not have yet (it is number ${first + 1})`,
      values[index],
    );
  });
}

function nameOfItsOwn(path: Path, first: number): string {
  return `a name of its own (${path.join('.')}[${first}] has this one)`;
}

function reportRepeats(values: readonly string[], report: (index: number, first: number) => void): void {
  const firstAt = new Map<string, number>();
  values.forEach((value, index) => {
    const first = firstAt.get(value);
    if (first === undefined) firstAt.set(value, index);
    else report(index, first);
  });
}
