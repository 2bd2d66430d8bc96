import { z } from 'zod';
import { count } from '../schemas.ts';
import { done, nothing, QUICK, type RequestEntry } from './entry.ts';

/** What the window shows, as it counts it itself. */
const screenReport = z.strictObject({
  /** Rows of the universe grid. */
  rows: count,
  /** Rows of the hits grid. */
  hits: count,
  /** Bars that the charts have painted. */
  chartBars: count,
  /** Content-security-policy reports and uncaught errors of the page. */
  problems: z.array(z.string().max(500)).max(20),
});
export type ScreenReport = z.infer<typeof screenReport>;

const productInfo = z.strictObject({
  version: z.string(),
  electron: z.string(),
  /** True where the window runs on the development runtime instead of the released one. */
  developmentRuntime: z.boolean(),
});
export type ProductInfo = z.infer<typeof productInfo>;

/** Preferences of the window; they belong to the user, not to a session. */
const settings = z.strictObject({
  theme: z.enum(['dark', 'light', 'system']),
  /** Colours of up and down: green and red, or blue and amber. */
  palette: z.enum(['classic', 'colour_safe']),
  density: z.enum(['compact', 'normal', 'roomy']),
  /** How a changed cell shows it. */
  flash: z.enum(['tint', 'tick', 'off']),
  /** Whether hits of scanners that ask for it are heard. */
  sounds: z.enum(['on', 'off']),
});
export type Settings = z.infer<typeof settings>;
export const DEFAULT_SETTINGS: Settings = {
  theme: 'dark',
  palette: 'classic',
  density: 'compact',
  flash: 'tint',
  sounds: 'on',
};

export const PRODUCT_REQUESTS = {
  'product.info': { args: nothing, value: productInfo, deadlineMs: QUICK },
  'renderer.report': { args: screenReport, value: done, deadlineMs: QUICK },
  /** `notice`: the settings could not be read, which were used, and where the original is kept. */
  'settings.get': {
    args: nothing,
    value: z.strictObject({ settings, notice: z.string().nullable() }),
    deadlineMs: QUICK,
  },
  /** Answers when they are on the disk. */
  'settings.set': { args: settings, value: done, deadlineMs: QUICK },
  /** The workspace's layouts as JSON that the window reads and writes; null where none was saved. */
  'workspace.load': {
    args: nothing,
    value: z.strictObject({ json: z.string().nullable(), notice: z.string().nullable() }),
    deadlineMs: QUICK,
  },
  /** Answers when it is on the disk. */
  'workspace.save': {
    args: z.strictObject({ json: z.string().max(200_000) }),
    value: done,
    deadlineMs: QUICK,
  },
} as const satisfies Record<string, RequestEntry>;
