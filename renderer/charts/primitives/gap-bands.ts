import type { ChartTheme } from '../chart-theme.ts';
import { withAlpha } from '../colours.ts';
import { type Gap, gapText } from '../gaps.ts';
import { type Area, Drawing } from './drawing.ts';
import type { Box } from './marker-layout.ts';
import { drawTag, tagWidth } from './tags.ts';

const STRIPE = 7;
const TOP = 4;

/** Hatches the time in which a session has no bars, and says how long it is. */
export class GapBands extends Drawing {
  #gaps: readonly Gap[] = [];
  #theme: ChartTheme | undefined;
  readonly #words: () => readonly Box[];

  /** `words`: what stands over the plot; the tag of a gap stands below it. */
  constructor(words: () => readonly Box[]) {
    super('bottom');
    this.#words = words;
  }

  set(gaps: readonly Gap[], theme: ChartTheme): void {
    this.#gaps = gaps;
    this.#theme = theme;
    this.redraw();
  }

  protected override paint(context: CanvasRenderingContext2D, area: Area): void {
    const theme = this.#theme;
    if (theme === undefined) return;
    for (const gap of this.#gaps) this.#paintGap(context, gap, area, theme);
  }

  #paintGap(context: CanvasRenderingContext2D, gap: Gap, area: Area, theme: ChartTheme): void {
    const first = this.x(gap.from);
    const after = this.x(gap.to);
    if (first === null || after === null) return;
    const half = this.barSpacing() / 2;
    const left = first - half;
    const right = after - half;
    if (right < 0 || left > area.width) return;
    hatch(context, left, right, area.height, withAlpha(theme.stale, 0.22));
    const tag = { icon: null, text: gapText(gap), colour: theme.stale };
    const width = tagWidth(context, tag, theme);
    const start = Math.round(Math.max(0, Math.min((left + right - width) / 2, area.width - width)));
    drawTag(context, tag, start, this.#topAt(start, start + width), theme);
  }

  #topAt(left: number, right: number): number {
    const above = this.#words().filter((box) => box.left < right && left < box.left + box.width);
    return Math.max(TOP, ...above.map((box) => Math.round(box.top + box.height) + TOP));
  }
}

function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  right: number,
  height: number,
  colour: string,
): void {
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  for (let x = left - height; x < right; x += STRIPE) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}
