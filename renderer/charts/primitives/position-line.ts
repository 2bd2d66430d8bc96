import type { ChartTheme } from '../chart-theme.ts';
import { type Area, Drawing } from './drawing.ts';
import type { Box } from './marker-layout.ts';
import { drawTag, TAG_HEIGHT, tagFont, tagWidth } from './tags.ts';

/** An open position as the chart shows it. */
export interface ChartPosition {
  readonly averagePrice: number;
  /** `Long 200  +62.00`. */
  readonly text: string;
}

/** The last price's label is nearer than this, in pixels: the axis has no room for both figures. */
const TOO_NEAR = 26;
const DASH = [1, 2];
const BESIDE_EDGE = 6;

/** A dotted line at the average price, the position and its profit beside the axis. */
export class PositionLine extends Drawing {
  #position: ChartPosition | null = null;
  #lastBar = { time: Number.NaN, close: Number.NaN };
  #theme: ChartTheme | undefined;
  #taken: Box | null = null;

  /** Over the bars: where they lie under its tag, its words are still read. */
  constructor() {
    super('top');
  }

  /** `lastBar`: wall seconds and close of the newest bar. */
  set(position: ChartPosition | null, lastBar: { time: number; close: number }, theme: ChartTheme): void {
    this.#position = position;
    this.#lastBar = lastBar;
    this.#theme = theme;
    this.redraw();
  }

  /** Where the tag stands on the pane; null where it does not. */
  get taken(): Box | null {
    return this.#taken;
  }

  protected override paint(context: CanvasRenderingContext2D, area: Area): void {
    const [position, theme, y] = [this.#position, this.#theme, this.#level()];
    this.#taken = null;
    if (position === null || theme === undefined || y === null) return;
    const tag = { icon: 'lock' as const, text: position.text, colour: theme.locked };
    const width = tagWidth(context, tag, theme);
    const right = area.width - width - BESIDE_EDGE;
    // Where the newest bars would be under it, the tag stands over the oldest.
    const newest = this.x(this.#lastBar.time) ?? 0;
    const left = newest > right && newest <= area.width ? BESIDE_EDGE : right;
    const top = y - TAG_HEIGHT / 2;
    this.#taken = { left, top, width, height: TAG_HEIGHT };
    context.strokeStyle = theme.locked;
    context.lineWidth = 1;
    context.setLineDash(DASH);
    context.beginPath();
    context.moveTo(0, y + 0.5);
    context.lineTo(area.width, y + 0.5);
    context.stroke();
    context.setLineDash([]);
    drawTag(context, tag, left, top, theme);
  }

  protected override paintAxis(context: CanvasRenderingContext2D, area: Area): void {
    const [position, theme, y] = [this.#position, this.#theme, this.#level()];
    if (position === null || theme === undefined || y === null) return;
    const last = this.y(this.#lastBar.close);
    if (last !== null && Math.abs(last - y) < TOO_NEAR) return;
    context.fillStyle = theme.panel;
    context.fillRect(0, y - 13, area.width, 26);
    context.fillStyle = theme.locked;
    context.font = tagFont(theme);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(this.formatPrice(position.averagePrice), area.width / 2, y + 0.5);
  }

  #level(): number | null {
    const y = this.#position === null ? null : this.y(this.#position.averagePrice);
    return y === null ? null : Math.round(y);
  }
}
