import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { GUIDE_STEPS, type GuideProgress, type GuideStep } from './workspace-document.ts';

/** What the window sees beside the session. */
export interface Seen {
  readonly previewOpen: boolean;
  readonly exports: number;
}

const NOT_BEGUN: GuideProgress = { done: [], dismissed: false };

/** The step to do next; null where all are done, or the user wants no guide. */
export function nextStep(progress: GuideProgress = NOT_BEGUN): GuideStep | null {
  if (progress.dismissed) return null;
  return GUIDE_STEPS.find((step) => !progress.done.includes(step)) ?? null;
}

/** With what can be seen to be done, in whatever order; the same object where nothing is new. */
export function withSeen(
  progress: GuideProgress = NOT_BEGUN,
  {
    status,
    locks,
  }: Pick<SessionSnapshot, 'locks'> & { readonly status: Pick<SessionSnapshot['status'], 'hitCount'> },
  { previewOpen, exports }: Seen,
): GuideProgress {
  const isDone: Record<GuideStep, boolean> = {
    hit: status.hitCount > 0,
    preview: previewOpen,
    lock: locks.some(({ holder }) => holder.kind === 'manual'),
    export: exports > 0,
  };
  return withDone(
    progress,
    GUIDE_STEPS.filter((step) => isDone[step]),
  );
}

/** With some steps done; the same object where they were. */
export function withDone(progress: GuideProgress = NOT_BEGUN, steps: readonly GuideStep[]): GuideProgress {
  const done = GUIDE_STEPS.filter((step) => progress.done.includes(step) || steps.includes(step));
  return done.length === progress.done.length ? progress : { ...progress, done };
}
