import type { ChartTheme } from '../chart-theme.ts';
import { withAlpha } from '../colours.ts';
import { type Area, Drawing } from './drawing.ts';

const DASH = [2, 2];

/** Two levels of a bounded indicator (RSI 30 and 70) and the ground between them. */
export class LevelBand extends Drawing {
  readonly #levels: readonly [number, number];
  readonly #theme: ChartTheme;

  constructor(levels: readonly [number, number], theme: ChartTheme) {
    super('bottom');
    this.#levels = levels;
    this.#theme = theme;
  }

  protected override paint(context: CanvasRenderingContext2D, { width }: Area): void {
    const [low, high] = this.#levels.map((level) => this.y(level));
    if (low === null || low === undefined || high === null || high === undefined) return;
    context.fillStyle = withAlpha(this.#theme.oscillator, 0.06);
    context.fillRect(0, high, width, low - high);
    context.strokeStyle = withAlpha(this.#theme.text3, 0.5);
    context.lineWidth = 1;
    context.setLineDash(DASH);
    for (const y of [low, high]) {
      context.beginPath();
      context.moveTo(0, Math.round(y) + 0.5);
      context.lineTo(width, Math.round(y) + 0.5);
      context.stroke();
    }
  }
}
