import type { ChartTheme } from '../chart-theme.ts';
import { withAlpha } from '../colours.ts';
import { countdownText } from '../countdown.ts';
import { type Area, Drawing } from './drawing.ts';
import type { Box } from './marker-layout.ts';
import { drawTag, TAG_HEIGHT, tagWidth } from './tags.ts';

/** The newest bar, as far as its label is concerned. */
export interface LastBar {
  /** Wall seconds of its start. */
  readonly time: number;
  readonly high: number;
  readonly close: number;
  readonly isUp: boolean;
  /** Drawn without the colour of a direction. */
  readonly isOld: boolean;
  /** End of the bar while it forms, epoch ms; null once it is closed. */
  readonly formingUntil: number | null;
}

const TALL = 31;
const LOW = 20;
const RADIUS = 2;
const CLEAR = 4;
const WHITE = '#ffffff';

/** A rule at the last price, its label with the time that is left of the bar, and the word "forming". */
export class LastPrice extends Drawing {
  #bar: LastBar | null = null;
  #now = Number.NaN;
  #theme: ChartTheme | undefined;
  #taken: Box | null = null;

  constructor() {
    super('normal');
  }

  set(bar: LastBar | null, theme: ChartTheme): void {
    this.#bar = bar;
    this.#theme = theme;
    this.redraw();
  }

  /** Where the word stands on the pane; null where it does not. */
  get taken(): Box | null {
    return this.#taken;
  }

  /** Session clock, epoch ms; the label is drawn anew only where it says something else. */
  setNow(now: number): void {
    const before = this.#countdown();
    this.#now = now;
    if (this.#countdown() !== before) this.redraw();
  }

  protected override paint(context: CanvasRenderingContext2D, area: Area): void {
    const [bar, theme] = [this.#bar, this.#theme];
    this.#taken = null;
    if (bar === null || theme === undefined) return;
    const y = this.y(bar.close);
    if (y === null) return;
    context.fillStyle = withAlpha(bar.isOld ? theme.text3 : bar.isUp ? theme.barUp : theme.barDown, 0.55);
    context.fillRect(0, Math.round(y), area.width, 1);
    if (bar.formingUntil !== null) this.#paintForming(context, bar, area, theme);
  }

  protected override paintAxis(context: CanvasRenderingContext2D, area: Area): void {
    const [bar, theme] = [this.#bar, this.#theme];
    if (bar === null || theme === undefined) return;
    const y = this.y(bar.close);
    // Out of the scale's sight there is no place that would be right.
    if (y === null || y < 0 || y > area.height) return;
    const countdown = this.#countdown();
    const height = countdown === null ? LOW : TALL;
    const top = Math.round(Math.min(Math.max(y - height / 2, 0), area.height - height));
    // Figures of the axis that would look out from under the label by half.
    context.fillStyle = theme.panel;
    context.fillRect(0, top - CLEAR, area.width, height + 2 * CLEAR);
    context.fillStyle = bar.isOld ? theme.control : bar.isUp ? theme.labelUp : theme.labelDown;
    context.beginPath();
    context.roundRect(1, top, area.width - 3, height, RADIUS);
    context.fill();
    context.fillStyle = bar.isOld ? theme.text2 : WHITE;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const middle = area.width / 2;
    context.font = `600 12px ${theme.font}`;
    context.fillText(this.formatPrice(bar.close), middle, top + (countdown === null ? height / 2 + 0.5 : 10));
    if (countdown === null) return;
    context.font = `500 10px ${theme.font}`;
    context.fillText(countdown, middle, top + 23);
  }

  #countdown(): string | null {
    return countdownText(this.#bar?.formingUntil ?? null, this.#now);
  }

  #paintForming(context: CanvasRenderingContext2D, bar: LastBar, area: Area, theme: ChartTheme): void {
    const x = this.x(bar.time);
    const y = this.y(bar.high);
    if (x === null || y === null) return;
    const tag = { icon: null, text: 'forming', colour: theme.text2 };
    const width = tagWidth(context, tag, theme);
    const left = Math.round(Math.min(x + 8, area.width - width - 4));
    const top = Math.round(Math.max(4, y - TAG_HEIGHT - 4));
    drawTag(context, tag, left, top, theme);
    this.#taken = { left, top, width, height: TAG_HEIGHT };
  }
}
