import { z } from 'zod';
import {
  dateSchema,
  intervalSchema,
  nameSchema,
  symbolSchema,
} from '../../shared/domain/session-config/values.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import type { DatasetManifest } from './contract.ts';

/** Counts up when older programs could no longer read what this one writes. */
const FORMAT = 1;

const basisSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('raw') }),
  z.strictObject({ kind: z.literal('split_adjusted'), as_of: dateSchema }),
]);

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  name: nameSchema,
  version: z.int().min(1),
  origin: z.string(),
  exchange: z.string(),
  basis: basisSchema,
  series: z.array(
    z.strictObject({
      symbol: symbolSchema,
      interval: intervalSchema,
      bars: z.int().min(1),
      first: dateSchema,
      last: dateSchema,
    }),
  ),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^[\w.=-]+(\/[\w.=-]+)*$/),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  duplicates: z.int().min(0),
  conflicts: z.int().min(0),
});

/** The text of `manifest.json`. */
export function formatManifest(manifest: DatasetManifest): string {
  const { basis, ...rest } = manifest;
  const written = basis.kind === 'raw' ? basis : { kind: basis.kind, as_of: basis.asOf };
  return `${JSON.stringify({ format: FORMAT, ...rest, basis: written }, null, 1)}\n`;
}

/** Reads a manifest's text. Throws an Error that says what is wrong with it. */
export function parseManifest(text: string): DatasetManifest {
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { format: _format, basis, series, ...rest } = parsed.data;
  return {
    ...rest,
    basis: basis.kind === 'raw' ? basis : { kind: basis.kind, asOf: sessionDate(basis.as_of) },
    series: series.map((entry) => ({
      ...entry,
      first: sessionDate(entry.first),
      last: sessionDate(entry.last),
    })),
  };
}

/** Where the bars of a symbol lie in a version's folder. Days of all symbols are one file, sorted by symbol and start. */
export function seriesFile(symbol: SymbolId, interval: string): string {
  return interval === '1d' || interval === '1w'
    ? `bars-${interval}.parquet`
    : `bars-${interval}/symbol=${symbol}/bars.parquet`;
}
