/** A tag that wants to stand above or below a bar. Pixels of the pane. */
export interface WantedTag {
  readonly x: number;
  /** The bar's low where it stands below, its high where it stands above. */
  readonly edge: number;
  readonly side: 'above' | 'below';
  readonly width: number;
  readonly height: number;
}

/** Where it stands. */
export interface PlacedTag {
  readonly left: number;
  readonly top: number;
}

/** Room that something takes on the pane. */
export type Box = PlacedTag & { readonly width: number; readonly height: number };

/** From the bar to the tag: the length of its stem. */
const STEM = 16;
const MARGIN = 2;
const STEPS = 5;

/**
 * Places tags one after the other, the important ones first: each at the end of its stem, further away where
 * another stands already, or something else takes the room. After a few steps it overlaps rather than leave the
 * sight of its bar.
 */
export function placeTags(
  wanted: readonly WantedTag[],
  area: { readonly width: number; readonly height: number },
  taken: readonly Box[] = [],
): PlacedTag[] {
  const placed: Box[] = [];
  for (const tag of wanted) {
    const left = clamp(tag.x - tag.width / 2, 0, area.width - tag.width);
    const away = tag.side === 'below' ? 1 : -1;
    const first = tag.side === 'below' ? tag.edge + STEM : tag.edge - STEM - tag.height;
    let top = first;
    for (let step = 0; step < STEPS; step++) {
      top = first + away * step * (tag.height + MARGIN);
      const candidate = { left, top, width: tag.width, height: tag.height };
      if (![...taken, ...placed].some((other) => overlaps(other, candidate))) break;
    }
    const inside = clamp(top, 0, area.height - tag.height);
    placed.push({ left: Math.round(left), top: Math.round(inside), width: tag.width, height: tag.height });
  }
  return placed;
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width + MARGIN &&
    b.left < a.left + a.width + MARGIN &&
    a.top < b.top + b.height + MARGIN &&
    b.top < a.top + a.height + MARGIN
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
