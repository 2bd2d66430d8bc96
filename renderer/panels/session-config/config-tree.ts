import type { ConfigChange } from '../../../shared/domain/config-change.ts';
import type { JsonValue } from '../../../shared/domain/json.ts';

/** One line of the config as the panel shows it. */
export interface ConfigLine {
  /** `session_data_config.scanners[0].config.percent`. */
  readonly path: string;
  readonly depth: number;
  /** The key, or what an entry of a list is called. */
  readonly label: string;
  /** The value as JSON has it; for lists and objects what they hold, in words. */
  readonly value: string;
  readonly isBranch: boolean;
  readonly change: ConfigChange | undefined;
  /** Changes somewhere below it. */
  readonly changesInside: number;
}

interface Node {
  readonly line: ConfigLine;
  readonly children: readonly Node[];
}

/** A list longer than this is closed to begin with. */
const LONG_LIST = 12;

/** The config and what has changed of it as a tree of lines. */
export class ConfigTree {
  readonly #roots: readonly Node[];
  readonly #changes: ReadonlyMap<string, ConfigChange>;
  readonly #removed: readonly ConfigChange[];
  /** Paths of what is closed to begin with. */
  readonly closed: ReadonlySet<string>;

  constructor(text: string, changes: readonly ConfigChange[]) {
    this.#changes = new Map(
      changes.filter(({ kind }) => kind !== 'removed').map((change) => [change.path, change]),
    );
    this.#removed = changes.filter(({ kind }) => kind === 'removed');
    const closed = new Set<string>();
    const config: JsonValue = JSON.parse(text);
    this.#roots = this.#children(config, '', 0, closed);
    this.closed = closed;
  }

  /** Lines to show: what lies under a closed path is left out. */
  lines(closed: ReadonlySet<string>): ConfigLine[] {
    return this.#roots.flatMap((node) => shown(node, closed));
  }

  /** Lines whose path or value holds every word, each below the lines that lead to it. */
  matching(query: string): ConfigLine[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = ({ path, value, label }: ConfigLine) => {
      const text = `${path} ${label} ${value}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    return this.#roots.flatMap((node) => found(node, holds));
  }

  #children(value: JsonValue, path: string, depth: number, closed: Set<string>): Node[] {
    const nodes = entriesOf(value).map(([key, inner]) =>
      this.#node(key, inner, join(path, key), depth, closed),
    );
    const gone = this.#removed
      .filter((change) => parentOf(change.path) === path)
      .map((change) => ({ line: removedLine(change, depth), children: [] }));
    return [...nodes, ...gone];
  }

  #node(key: string | number, value: JsonValue, path: string, depth: number, closed: Set<string>): Node {
    const children = this.#children(value, path, depth + 1, closed);
    const change = this.#changes.get(path);
    const changesInside = children.reduce(
      (sum, { line }) => sum + line.changesInside + (line.change === undefined ? 0 : 1),
      0,
    );
    if (children.length > LONG_LIST && Array.isArray(value) && changesInside === 0) closed.add(path);
    const isBranch = typeof value === 'object' && value !== null && children.length > 0;
    const line: ConfigLine = {
      path,
      depth,
      label: typeof key === 'number' ? nameOf(value, key) : key,
      value: wordsOf(value, key),
      isBranch,
      change,
      changesInside,
    };
    return { line, children };
  }
}

function shown({ line, children }: Node, closed: ReadonlySet<string>): ConfigLine[] {
  return closed.has(line.path) ? [line] : [line, ...children.flatMap((child) => shown(child, closed))];
}

function found({ line, children }: Node, holds: (line: ConfigLine) => boolean): ConfigLine[] {
  const inside = children.flatMap((child) => found(child, holds));
  return inside.length > 0 || holds(line) ? [line, ...inside] : [];
}

function entriesOf(value: JsonValue): [string | number, JsonValue][] {
  if (typeof value !== 'object' || value === null) return [];
  return isList(value) ? [...value.entries()] : Object.entries(value);
}

function removedLine(change: ConfigChange, depth: number): ConfigLine {
  const key = change.path.slice(parentOf(change.path).length).replace(/^\./, '');
  return {
    // Something else may have taken its place.
    path: `${change.path} removed`,
    depth,
    label: key.startsWith('[') ? nameOf(change.before, Number(key.slice(1, -1))) : key,
    value: wordsOf(change.before, key.startsWith('[') ? 0 : key),
    isBranch: false,
    change,
    changesInside: 0,
  };
}

/** An entry of a list by its own name, else by its number. */
function nameOf(value: JsonValue, position: number): string {
  if (typeof value !== 'object' || value === null || isList(value)) return String(position + 1);
  const parts = ['name', 'period', 'interval'].flatMap((key) => {
    const part = value[key];
    return typeof part === 'string' || typeof part === 'number' ? [String(part)] : [];
  });
  return parts.length === 0 ? String(position + 1) : parts.join(' ');
}

function wordsOf(value: JsonValue, key: string | number): string {
  if (typeof value !== 'object' || value === null) {
    return typeof key === 'number' && typeof value === 'string' ? value : JSON.stringify(value);
  }
  if (!isList(value)) return Object.keys(value).length === 0 ? '{}' : '';
  if (value.length === 0) return '[]';
  return value.length === 1 ? '1 entry' : `${value.length} entries`;
}

function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[$\w]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** The path without its last part. */
function parentOf(path: string): string {
  return path.replace(/(?:\.?[$\w]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])$/, '');
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
