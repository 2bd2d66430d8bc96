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
const STEPS = 4;
/** Widths of the tag to the left, or right, of its bar. */
const ASIDE = [0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2, -2.5, 2.5, -3, 3];

/**
 * Places tags one after the other, the important ones first: each at the end of its stem, further away where
 * another stands already or something else takes the room, beside it where the pane ends. Where all of that is
 * taken it overlaps rather than leave the sight of its bar.
 */
export function placeTags(
  wanted: readonly WantedTag[],
  area: { readonly width: number; readonly height: number },
  taken: readonly Box[] = [],
): PlacedTag[] {
  const placed: Box[] = [];
  for (const tag of wanted) {
    const places = placesOf(tag, area);
    const isFree = (box: Box) => ![...taken, ...placed].some((other) => overlaps(other, box));
    const box = places.find(isFree) ?? places[0];
    if (box !== undefined) placed.push(box);
  }
  return placed;
}

/** Places that a tag may stand at, the best first, all within the pane. */
function placesOf(
  { x, edge, side, width, height }: WantedTag,
  area: { width: number; height: number },
): Box[] {
  const away = side === 'below' ? 1 : -1;
  const first = side === 'below' ? edge + STEM : edge - STEM - height;
  const places: Box[] = [];
  for (const aside of ASIDE) {
    for (let step = 0; step < STEPS; step++) {
      const left = clamp(x - width / 2 + aside * (width + MARGIN), 0, area.width - width);
      const top = clamp(first + away * step * (height + MARGIN), 0, area.height - height);
      places.push({ left: Math.round(left), top: Math.round(top), width, height });
    }
  }
  return places;
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
