import type { Locator, Page } from '@playwright/test';
import { coloursOf } from './colours.ts';
import { figure } from './grid-panel.ts';
import { inkOf, type PictureReader } from './picture.ts';

/** What a legend says of one bar. */
export interface LegendBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** The chart panel and what it paints. */
export class ChartPage {
  readonly panel: Locator;
  readonly dock: Locator;
  readonly legend: Locator;
  readonly #page: Page;
  readonly #read: PictureReader;

  constructor(page: Page, read: PictureReader) {
    this.#page = page;
    this.#read = read;
    this.panel = page.locator('section.chart-panel');
    this.dock = page.locator('.dv-groupview').filter({ has: this.panel });
    this.legend = this.panel.locator('.chart-legend');
  }

  of(symbol: string): Locator {
    return this.panel.and(this.#page.getByLabel(`Chart of ${symbol}`, { exact: true }));
  }

  interval(name: string): Locator {
    return this.dock.getByRole('group', { name: 'Interval' }).getByRole('button', { name, exact: true });
  }

  /** Open, high, low and close as the legend says them of the newest bar. */
  async legendBar(): Promise<LegendBar> {
    await this.leave();
    const text = await this.legend.locator('.chart-bar').innerText();
    const value = (letter: string) => figure(new RegExp(`${letter}\\s+([\\d,.]+)`).exec(text)?.[1] ?? '');
    return { open: value('O'), high: value('H'), low: value('L'), close: value('C') };
  }

  /** Pixels that are painted in the colours of rising and of falling bars, without the words over them. */
  async ink(): Promise<{ readonly up: number; readonly down: number }> {
    const box = await this.leave();
    const colours = await coloursOf(this.#page, ['--bar-up', '--bar-down']);
    const [up = 0, down = 0] = inkOf(await this.#read(await this.bodyPicture(box)), colours);
    return { up, down };
  }

  /** Takes the pointer off the plot, through it: crosshair and labels are no bars, and the legend follows them. */
  private async leave(): Promise<Box> {
    const box = await this.panel.locator('.chart-plot').boundingBox();
    if (box === null) throw new Error('There is no chart to look at');
    const across = box.x + box.width / 2;
    await this.#page.mouse.move(across, box.y + box.height / 2);
    await this.#page.mouse.move(across, 4);
    return box;
  }

  /** The picture of the plot between the words at the top and the axes. */
  private bodyPicture(box: Box): Promise<Buffer> {
    const [axis, foot, head] = [70, 40, 90];
    return this.#page.screenshot({
      clip: { x: box.x, y: box.y + head, width: box.width - axis, height: box.height - head - foot },
    });
  }
}
