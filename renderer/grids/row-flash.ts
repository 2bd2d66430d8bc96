const FADE_MS = 1_200;

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Lights up the rows with these ids, as far as they are in view; under reduced motion nothing moves. */
export function flashRows(host: HTMLElement, ids: readonly string[]): void {
  if (reducedMotion.matches) return;
  const light = 'color-mix(in srgb, var(--accent) 32%, transparent)';
  for (const id of new Set(ids)) {
    for (const row of host.querySelectorAll(`[row-id="${CSS.escape(id)}"]`)) {
      row.animate([{ backgroundColor: light }, { backgroundColor: 'transparent' }], FADE_MS);
    }
  }
}
