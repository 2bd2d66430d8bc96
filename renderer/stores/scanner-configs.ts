import { z } from 'zod';
import { create } from 'zustand';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';

interface ScannerConfigsState {
  /** In the order of the config; null until they were read, or while no session is open. */
  readonly scanners: readonly ScannerConfig[] | null;
  /** What the session watches, in a word or two: `S&P 500`. */
  readonly universe: string;
  /** True where the config lets scanners promote what they find. */
  readonly promotes: boolean;
}

const NOTHING: ScannerConfigsState = { scanners: null, universe: '', promotes: true };

const configSchema = z.object({
  session_data_config: z
    .object({
      scanners: z.array(scannerSchema).default([]),
      symbols: z.array(z.string()).default([]),
      universe: z
        .object({
          index: z.string().optional(),
          source: z.string().optional(),
          lists: z.array(z.string()).optional(),
          symbols: z.array(z.string()).optional(),
        })
        .default({}),
      promotion: z.object({ auto: z.boolean().default(true) }).default({ auto: true }),
    })
    .prefault({}),
});

/** The scanners of the open session's config, as they are saved: what a draft begins with and is held against. */
export const useScannerConfigs = create<ScannerConfigsState>()(() => NOTHING);

/** Reads them anew: after a command that changed one. */
export async function readScannerConfigs(): Promise<void> {
  const reply = await request('config.view', undefined);
  const parsed = reply.ok ? configSchema.safeParse(parsedJson(reply.value.text)) : undefined;
  if (parsed?.data === undefined) {
    useScannerConfigs.setState(NOTHING);
    return;
  }
  const { scanners, universe, symbols, promotion } = parsed.data.session_data_config;
  useScannerConfigs.setState({
    scanners,
    universe: universeWords(universe, symbols.length),
    promotes: promotion.auto,
  });
}

interface Universe {
  readonly index?: string | undefined;
  readonly source?: string | undefined;
  readonly lists?: readonly string[] | undefined;
  readonly symbols?: readonly string[] | undefined;
}

/** What is watched: where the config names nothing, its own symbols are. */
function universeWords({ index, source, lists = [], symbols = [] }: Universe, own: number): string {
  const parts = [
    ...(index === 'sp500' ? ['S&P 500'] : []),
    ...(source === undefined ? [] : [`all of ${source}`]),
    ...lists,
    ...(symbols.length === 0 ? [] : [symbolCount(symbols.length)]),
  ];
  return parts.length === 0 ? symbolCount(own) : parts.join(', ');
}

function symbolCount(count: number): string {
  return count === 1 ? '1 symbol' : `${count} symbols`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// A whole snapshot may be of another session, with other scanners.
useSession.subscribe((state, before) => {
  if (state.snapshot === null) {
    if (useScannerConfigs.getState() !== NOTHING) useScannerConfigs.setState(NOTHING);
  } else if (state.snapshot !== before.snapshot && state.changedRows === null) void readScannerConfigs();
});
if (useSession.getState().snapshot !== null) void readScannerConfigs();
