import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';

/** Fields of an event of the log, as they were given to the recorder. */
export type EventFields = Readonly<Record<string, unknown>>;

/** A field as words; empty where the event has none. */
export function textOf(fields: EventFields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A field as a figure; NaN where the event has none. */
export function numberOf(fields: EventFields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : Number.NaN;
}

export function symbolOf(fields: EventFields): SymbolId | null {
  const { symbol } = fields;
  return typeof symbol === 'string' ? (normalizeSymbol(symbol) ?? null) : null;
}

/** A stretch of sessions without bars, both ends inclusive. */
export interface MissingStretch {
  readonly from: string;
  readonly to: string;
}

/** The missing stretches of a load. */
export function missingOf(fields: EventFields): readonly MissingStretch[] {
  const { missing } = fields;
  if (!Array.isArray(missing)) return [];
  return missing.flatMap((stretch: unknown) => {
    if (typeof stretch !== 'object' || stretch === null || !('from' in stretch) || !('to' in stretch))
      return [];
    return [{ from: String(stretch.from), to: String(stretch.to) }];
  });
}

/** `2013-10-01`, `2013-10-01 to 2013-10-04`. */
export function stretchWords({ from, to }: MissingStretch): string {
  return from === to ? from : `${from} to ${to}`;
}
