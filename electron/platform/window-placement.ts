import { z } from 'zod';

/** Position and size in device-independent pixels of the whole desktop. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const edge = z.int().min(-100_000).max(100_000);
const length = z.int().min(1).max(100_000);

/** How the window stood when it was last moved. */
export const windowPlacementSchema = z.strictObject({
  bounds: z.strictObject({ x: edge, y: edge, width: length, height: length }),
  maximized: z.boolean(),
});
export type WindowPlacement = z.infer<typeof windowPlacementSchema>;

export const MINIMUM_SIZE = { width: 1280, height: 720 };
/** A first window takes the display up to this size. */
const COMFORTABLE_SIZE = { width: 1920, height: 1200 };
/** Less of a window than this on any display is as good as none: it could not be taken hold of. */
const VISIBLE_SHARE = 0.8;

/**
 * Where the window opens: where it stood, if a display still shows nearly all of it there; else inside the display that
 * shows most of it, or the first. `displays` are work areas, the primary one first.
 */
export function placeWindow(remembered: Rectangle | undefined, displays: readonly Rectangle[]): Rectangle {
  const [primary = { x: 0, y: 0, ...MINIMUM_SIZE }] = displays;
  if (remembered === undefined) return centred(COMFORTABLE_SIZE, primary);
  const shown = displays.map((display) => overlap(remembered, display));
  const total = shown.reduce((sum, area) => sum + area, 0);
  if (total >= VISIBLE_SHARE * remembered.width * remembered.height) return remembered;
  const best = displays[shown.indexOf(Math.max(...shown))] ?? primary;
  return clamped(remembered, total > 0 ? best : primary);
}

function centred(size: Readonly<{ width: number; height: number }>, display: Rectangle): Rectangle {
  const width = Math.min(size.width, display.width);
  const height = Math.min(size.height, display.height);
  const x = display.x + Math.round((display.width - width) / 2);
  const y = display.y + Math.round((display.height - height) / 2);
  return { x, y, width, height };
}

function clamped(window: Rectangle, display: Rectangle): Rectangle {
  const width = Math.min(window.width, display.width);
  const height = Math.min(window.height, display.height);
  const x = Math.min(Math.max(window.x, display.x), display.x + display.width - width);
  const y = Math.min(Math.max(window.y, display.y), display.y + display.height - height);
  return { x, y, width, height };
}

/** Pixels that two rectangles share. */
function overlap(left: Rectangle, right: Rectangle): number {
  const width = Math.min(left.x + left.width, right.x + right.width) - Math.max(left.x, right.x);
  const height = Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y);
  return Math.max(0, width) * Math.max(0, height);
}
