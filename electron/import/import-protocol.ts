import { z } from 'zod';
import type { ImportAnswers, ImportProgress } from '../../shared/domain/import-report.ts';

/** What the worker of an import is started with. */
export const importTask = z.strictObject({
  id: z.string(),
  exchange: z.string(),
  archive: z.string(),
  temporary: z.string(),
  now: z.number(),
});
export type ImportTaskData = z.infer<typeof importTask>;

/** What it is asked. */
export type ImportCall =
  | { readonly kind: 'look'; readonly paths: readonly string[]; readonly answers: ImportAnswers }
  | { readonly kind: 'answer'; readonly answers: ImportAnswers }
  | { readonly kind: 'run'; readonly answers: ImportAnswers; readonly name: string }
  | { readonly kind: 'go_on' }
  | { readonly kind: 'save_rejects'; readonly path: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'close' };

/** What it tells. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'looked'; readonly files: number }
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
