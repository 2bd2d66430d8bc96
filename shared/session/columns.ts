import { BYTE_COLUMNS, NUMBER_COLUMNS, type SymbolColumnFrame } from './snapshot.ts';

/** Columns of `length` rows, every number NaN and every byte 0. */
export function blankColumns(length: number): SymbolColumnFrame {
  const number = () => new Float64Array(length).fill(Number.NaN);
  return {
    last: number(),
    previousClose: number(),
    volume: number(),
    lastBarEnd: number(),
    hitCount: number(),
    lastHitTime: number(),
    relativeVolume: number(),
    loaded: number(),
    state: new Uint8Array(length),
    flags: new Uint8Array(length),
    source: new Uint8Array(length),
  };
}

/** A copy with `length` rows: rows past the end of the source are blank. `length` is at least the source's. */
export function grownColumns(source: SymbolColumnFrame, length: number): SymbolColumnFrame {
  const grown = blankColumns(length);
  for (const name of NUMBER_COLUMNS) grown[name].set(source[name]);
  for (const name of BYTE_COLUMNS) grown[name].set(source[name]);
  return grown;
}

/** Writes row i of `values` to row `rows[i]` of `target`. */
export function scatterRows(target: SymbolColumnFrame, rows: Uint32Array, values: SymbolColumnFrame): void {
  for (const name of NUMBER_COLUMNS) scatter(target[name], rows, values[name]);
  for (const name of BYTE_COLUMNS) scatter(target[name], rows, values[name]);
}

/** The named rows of a table, ascending, as columns of their own; `source` may hold more columns than travel. */
export function gatherRows(source: SymbolColumnFrame, rows: Uint32Array): SymbolColumnFrame {
  const first = rows[0] ?? 0;
  // A minute of the market changes every row: then a column is copied as it stands.
  if (rows.length > 0 && rows[rows.length - 1] === first + rows.length - 1)
    return sliceRows(source, first, first + rows.length);
  const gathered = blankColumns(rows.length);
  for (const name of NUMBER_COLUMNS) gather(source[name], rows, gathered[name]);
  for (const name of BYTE_COLUMNS) gather(source[name], rows, gathered[name]);
  return gathered;
}

/** Rows first <= row < end, which the source has. */
function sliceRows(source: SymbolColumnFrame, first: number, end: number): SymbolColumnFrame {
  return {
    last: source.last.slice(first, end),
    previousClose: source.previousClose.slice(first, end),
    volume: source.volume.slice(first, end),
    lastBarEnd: source.lastBarEnd.slice(first, end),
    hitCount: source.hitCount.slice(first, end),
    lastHitTime: source.lastHitTime.slice(first, end),
    relativeVolume: source.relativeVolume.slice(first, end),
    loaded: source.loaded.slice(first, end),
    state: source.state.slice(first, end),
    flags: source.flags.slice(first, end),
    source: source.source.slice(first, end),
  };
}

type Column = Float64Array | Uint8Array;

function scatter(target: Column, rows: Uint32Array, values: Column): void {
  for (let i = 0; i < rows.length; i++) target[rows[i] ?? 0] = values[i] ?? Number.NaN;
}

function gather(source: Column, rows: Uint32Array, target: Column): void {
  for (let i = 0; i < rows.length; i++) target[i] = source[rows[i] ?? 0] ?? Number.NaN;
}
