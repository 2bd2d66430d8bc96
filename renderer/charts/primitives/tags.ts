import type { ChartTheme } from '../chart-theme.ts';
import { tint } from '../colours.ts';

export const TAG_HEIGHT = 18;
const PADDING = 6;
const ICON = 12;
const ICON_GAP = 4;
const RADIUS = 3;
/** Share of the tag's own colour in its ground. */
const TINT = 0.18;

export type TagIcon = 'diamond' | 'lock' | 'up' | 'down';

/** A small label on the chart. An empty text leaves the icon alone. */
export interface Tag {
  readonly icon: TagIcon | null;
  readonly text: string;
  readonly colour: string;
}

export function tagFont(theme: ChartTheme): string {
  return `500 11px ${theme.font}`;
}

/** Width in CSS pixels. */
export function tagWidth(context: CanvasRenderingContext2D, tag: Tag, theme: ChartTheme): number {
  context.font = tagFont(theme);
  const icon = tag.icon === null ? 0 : ICON;
  if (tag.text === '') return icon + 6;
  const gap = tag.icon === null ? 0 : ICON_GAP;
  return Math.ceil(PADDING * 2 + icon + gap + context.measureText(tag.text).width);
}

/** Draws a tag with its left upper corner there; opaque, so that bars below do not disturb the words. */
export function drawTag(
  context: CanvasRenderingContext2D,
  tag: Tag,
  left: number,
  top: number,
  theme: ChartTheme,
): void {
  const width = tagWidth(context, tag, theme);
  context.fillStyle = tint(tag.colour, theme.panel, TINT);
  context.beginPath();
  context.roundRect(left, top, width, TAG_HEIGHT, RADIUS);
  context.fill();
  context.fillStyle = tag.colour;
  context.strokeStyle = tag.colour;
  const inset = tag.text === '' ? 3 : PADDING;
  if (tag.icon !== null) drawIcon(context, tag.icon, left + inset, top + (TAG_HEIGHT - ICON) / 2);
  if (tag.text === '') return;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const textLeft = left + PADDING + (tag.icon === null ? 0 : ICON + ICON_GAP);
  context.fillText(tag.text, textLeft, top + TAG_HEIGHT / 2 + 0.5);
}

/** Icons on a grid of 12, as everywhere in the window; filled with the colour that is set. */
function drawIcon(context: CanvasRenderingContext2D, icon: TagIcon, left: number, top: number): void {
  context.save();
  context.translate(left, top);
  context.beginPath();
  if (icon === 'lock') drawPadlock(context);
  else polygon(context, SHAPES[icon]);
  context.fill();
  context.restore();
}

const SHAPES: Record<Exclude<TagIcon, 'lock'>, readonly (readonly [number, number])[]> = {
  diamond: [
    [6, 2.2],
    [9.8, 6],
    [6, 9.8],
    [2.2, 6],
  ],
  up: [
    [6, 2],
    [10, 9.5],
    [2, 9.5],
  ],
  down: [
    [6, 10],
    [10, 2.5],
    [2, 2.5],
  ],
};

function polygon(context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
}

function drawPadlock(context: CanvasRenderingContext2D): void {
  context.lineWidth = 1.4;
  context.moveTo(3.8, 5.6);
  context.lineTo(3.8, 4);
  context.arc(6, 4, 2.2, Math.PI, 0);
  context.lineTo(8.2, 5.6);
  context.stroke();
  context.beginPath();
  context.roundRect(2.4, 5.2, 7.2, 5.2, 1);
}
