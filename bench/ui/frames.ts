import type { Page } from '@playwright/test';

/** Milliseconds between the frames that a page draws over a while. */
export async function frameTimes(page: Page, milliseconds: number): Promise<number[]> {
  return page.evaluate(
    (duration) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        let before = performance.now();
        const end = before + duration;
        const onFrame = (): void => {
          const now = performance.now();
          times.push(now - before);
          before = now;
          if (now < end) requestAnimationFrame(onFrame);
          else done(times);
        };
        requestAnimationFrame(onFrame);
      }),
    milliseconds,
  );
}

/** The value that a share of the values (0 to 1) does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
