import { z } from 'zod';
import { create } from 'zustand';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';

/** What the open session's config says of its scanners: the thresholds that a hit has passed. */
export interface ScannerRules {
  readonly scanners: readonly ScannerRule[];
  /** The bounds that hold promotions back; null where the config was not read. */
  readonly maxPromoted: number | null;
  readonly maxPerScan: number | null;
}

/** One scanner of the config. */
export interface ScannerRule {
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  /** Percent from the average that it asks for, above 0; null where it has none. */
  readonly percent: number | null;
  /** Which way its hits point, as its config says; null where that says nothing. */
  readonly side: 'long' | 'short' | null;
}

const NONE: ScannerRules = { scanners: [], maxPromoted: null, maxPerScan: null };
/** What the gap scanner asks for where its config does not say. */
const DEFAULT_GAP_PERCENT = 2;

const configSchema = z.object({
  session_data_config: z.object({
    scanners: z
      .array(
        z.object({
          name: z.string(),
          kind: z.string(),
          enabled: z.boolean().default(true),
          config: z
            .object({ percent: z.number().optional(), side: z.enum(['long', 'short']).optional() })
            .default({}),
        }),
      )
      .default([]),
    promotion: z.object({ max_promoted: z.int().optional(), max_per_scan: z.int().optional() }).default({}),
  }),
});

export const useScannerRules = create<ScannerRules>()(() => NONE);

/** The rules in the text of a config; none where it cannot be read. */
export function rulesOf(text: string): ScannerRules {
  const { data } = configSchema.safeParse(parsed(text));
  if (data === undefined) return NONE;
  const { scanners, promotion } = data.session_data_config;
  return {
    scanners: scanners.map(({ name, kind, enabled, config }) => ({
      name,
      kind,
      enabled,
      percent: config.percent ?? (kind === 'gap' ? DEFAULT_GAP_PERCENT : null),
      side: config.side ?? null,
    })),
    maxPromoted: promotion.max_promoted ?? null,
    maxPerScan: promotion.max_per_scan ?? null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readRules(): Promise<void> {
  const reply = await request('config.view', undefined);
  useScannerRules.setState(reply.ok ? rulesOf(reply.value.text) : NONE);
}

// A whole snapshot may be of another session, with other scanners.
useSession.subscribe((state, before) => {
  if (state.snapshot !== before.snapshot && state.changedRows === null && state.snapshot !== null)
    void readRules();
});
if (useSession.getState().snapshot !== null) void readRules();
