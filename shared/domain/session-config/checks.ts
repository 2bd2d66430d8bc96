import type { z } from 'zod';
import type { dataSourceSchema } from './data-sources.ts';
import type { scannerSchema } from './scanners.ts';

type Path = readonly (string | number)[];

/** Records that the value at `path` should have been something that is `allowed`. */
type Refuse = (path: Path, allowed: string, value?: unknown) => void;

type Scanner = z.output<typeof scannerSchema>;
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
      readonly symbols?: readonly string[];
      readonly exclude?: readonly string[];
    };
    readonly scanners: readonly Scanner[];
  };
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

function checkUniverse({ data_sources, session_data_config }: CheckedConfig, refuse: Refuse): void {
  const { universe } = session_data_config;
  const path: Path = ['session_data_config', 'universe'];
  const names = [...new Set(data_sources.map((source) => source.name))];
  if (universe.source !== undefined && !names.includes(universe.source)) {
    const allowed = `the name of a data source: ${names.map((name) => `"${name}"`).join(', ')}`;
    refuse([...path, 'source'], allowed, universe.source);
  }
  requireUnique(universe.symbols ?? [], [...path, 'symbols'], refuse);
  requireUnique(universe.exclude ?? [], [...path, 'exclude'], refuse);
}

function checkSchedule(scanner: Scanner, path: Path, refuse: Refuse): void {
  scanner.schedule.forEach((entry, index) => {
    requireUnique(entry.days ?? [], [...path, index, 'days'], refuse);
    if ('at' in entry || !endsBeforeStart(entry.start, entry.end)) return;
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
