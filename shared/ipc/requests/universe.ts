import { z } from 'zod';
import { listsSchema, MAX_SYMBOLS, universeSchema } from '../../domain/session-config/universe.ts';
import type { SymbolsRead } from '../../domain/symbol-text.ts';
import type { UniverseState } from '../../session/universe.ts';
import { count, symbolSchema } from '../schemas.ts';
import { COMMAND, nothing, QUICK, type RequestEntry, SLOW, USER_DECIDES } from './entry.ts';

/** Most characters of a pasted text, or bytes of a file, of tickers: a whole market with its names. */
export const SYMBOL_TEXT_LIMIT = 4_000_000;

const symbolsRead: z.ZodType<SymbolsRead> = z.strictObject({
  symbols: z.array(symbolSchema).max(SYMBOL_TEXT_LIMIT),
  unknown: z.array(z.strictObject({ text: z.string(), line: count, suggestion: symbolSchema.nullable() })),
  unknownCount: count,
  repeated: count,
});

const universeState: z.ZodType<UniverseState> = z.strictObject({
  universe: universeSchema,
  lists: listsSchema,
  watched: count.max(MAX_SYMBOLS),
  index: z.strictObject({ title: z.string(), symbols: count, asOf: z.string() }),
  sources: z.array(z.strictObject({ name: z.string(), symbols: count })),
});

/** What is watched, and lists of symbols. Every request answers `no_session` where none is open. */
export const UNIVERSE_REQUESTS = {
  'universe.view': {
    args: nothing,
    value: universeState,
    deadlineMs: QUICK,
  },
  /** Reads tickers from a text; changes nothing. */
  'universe.read': {
    args: z.strictObject({ text: z.string().max(SYMBOL_TEXT_LIMIT) }),
    value: symbolsRead,
    deadlineMs: SLOW,
  },
  /** The user chooses a file of tickers; null where nothing was chosen. */
  'universe.chooseFile': {
    args: nothing,
    value: z.strictObject({ file: z.string(), read: symbolsRead }).nullable(),
    deadlineMs: USER_DECIDES,
  },
  /** Watches another universe from here on. */
  'universe.watch': {
    args: z.strictObject({ universe: universeSchema, lists: listsSchema }),
    value: z.strictObject({ added: count, removed: count, watched: count }),
    deadlineMs: COMMAND,
  },
} as const satisfies Record<string, RequestEntry>;
