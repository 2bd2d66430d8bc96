import type { Workstation } from './workstation.ts';

/** What of a session must be there again after the program has ended, as the window shows it. */
export interface Standing {
  readonly promoted: readonly string[];
  readonly locks: readonly string[];
  readonly position: string;
  readonly layout: string;
  /** Width of the universe's dock in CSS px. */
  readonly width: number;
}

/** Reads it off the screen. */
export async function standing(window: Workstation): Promise<Standing> {
  const texts = async (rows: string[]) => rows.map((row) => row.replace(/\s+/g, ' ').trim()).sort();
  const position = await window.positions.body.locator('tbody tr').first().locator('td').allInnerTexts();
  return {
    promoted: await texts(await window.promoted.body.locator('tbody tr .line.strong').allInnerTexts()),
    locks: await texts(await window.locks.body.locator('tbody tr').allInnerTexts()),
    position: position.slice(0, 3).join(' ').replace(/\s+/g, ' '),
    layout: await window.commandBar.getByRole('button', { name: 'Layout' }).innerText(),
    width: Math.round((await window.universe.dock.boundingBox())?.width ?? Number.NaN),
  };
}
