import { create } from 'zustand';
import { useConfig } from './config-store.ts';
import { nextStep, withDone, withSeen } from './guide-steps.ts';
import { usePreview } from './preview-store.ts';
import { useSession } from './session-store.ts';
import { GUIDE_STEPS, type GuideProgress, type GuideStep } from './workspace-document.ts';
import { keepGuide, useWorkspace } from './workspace-store.ts';

interface GuideState {
  /** The last step was done just now: said once, until it is read. */
  readonly finished: boolean;
}

/** What of the guide is not kept. */
export const useGuide = create<GuideState>()(() => ({ finished: false }));

/** Ticks the steps off as they are done; call it once. */
export function followGuide(): void {
  for (const store of [useSession, usePreview, useConfig, useWorkspace]) store.subscribe(look);
}

/** The user knows this step, or does not want it. */
export function skipStep(step: GuideStep): void {
  take(withDone(progress(), [step]));
}

/** No guide any more, for good; its last word too. */
export function dismissGuide(): void {
  useGuide.setState({ finished: false });
  const { done } = withDone(progress(), []);
  keepGuide({ done, dismissed: true });
}

function look(): void {
  const { snapshot } = useSession.getState();
  const before = progress();
  if (snapshot?.status.mode !== 'simulated' || useWorkspace.getState().document === null) return;
  if (nextStep(before) === null) return;
  const seen = { previewOpen: usePreview.getState().asked.length > 0, exports: useConfig.getState().exports };
  const now = withSeen(before, snapshot, seen);
  if (now.done.length === (before?.done.length ?? 0)) return;
  take(now);
}

function take(now: GuideProgress): void {
  if (now.done.length === GUIDE_STEPS.length) useGuide.setState({ finished: true });
  keepGuide(now);
}

function progress(): GuideProgress | undefined {
  return useWorkspace.getState().document?.guide;
}
