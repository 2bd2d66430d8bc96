import type { Page } from '@playwright/test';

/** Colours that the page's tokens stand for now, as `rgb(r, g, b)`. */
export function coloursOf(page: Page, tokens: readonly string[]): Promise<string[]> {
  return page.evaluate((names) => {
    const probe = document.body.appendChild(document.createElement('i'));
    const colours = names.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    return colours;
  }, tokens);
}
