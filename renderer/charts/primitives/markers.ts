import type { PrimitiveHoveredItem } from 'lightweight-charts';
import type { ChartTheme } from '../chart-theme.ts';
import { type Area, Drawing } from './drawing.ts';
import { type Box, type PlacedTag, placeTags, type WantedTag } from './marker-layout.ts';
import { drawTag, TAG_HEIGHT, type Tag, type TagIcon, tagWidth } from './tags.ts';

export type MarkerKind = 'hit' | 'lock' | 'buy' | 'sell';

/** Something that happened at a bar. */
export interface BarMarker {
  readonly id: string;
  readonly kind: MarkerKind;
  /** Its bar: the index, and wall seconds of the start. */
  readonly bar: number;
  readonly time: number;
  readonly text: string;
  /** Its text is always there; others show theirs under the pointer. */
  readonly isProminent: boolean;
}

/** Highest and lowest price of the bars from `first` to `last`; indices beyond the ends are as the ends. */
export type ExtentOf = (first: number, last: number) => { readonly high: number; readonly low: number };

interface Shown {
  readonly marker: BarMarker;
  readonly tag: Tag;
  readonly wanted: WantedTag;
  readonly placed: PlacedTag;
}

const SIDES: Record<MarkerKind, 'above' | 'below'> = {
  hit: 'below',
  buy: 'below',
  lock: 'above',
  sell: 'above',
};
const ICONS: Record<MarkerKind, TagIcon> = { hit: 'diamond', lock: 'lock', buy: 'up', sell: 'down' };
const STEM_DASH = [2, 2];
/** How far beside the pane, in pixels, a bar may be for its tag to be drawn still: half of it is in sight. */
const BESIDE = 3;

/** Hits and purchases below the bars, locks and sales above: a stem and a tag each. */
export class Markers extends Drawing {
  #markers: readonly BarMarker[] = [];
  #extentOf: ExtentOf = () => ({ high: Number.NaN, low: Number.NaN });
  #theme: ChartTheme | undefined;
  #shown: readonly Shown[] = [];
  #hovered: string | null = null;

  readonly #taken: () => readonly Box[];

  /** `taken`: room on the pane that other drawings have. */
  constructor(taken: () => readonly Box[]) {
    super('top');
    this.#taken = taken;
  }

  /** The important ones first: they stand nearest to their bars. */
  set(markers: readonly BarMarker[], extentOf: ExtentOf, theme: ChartTheme): void {
    this.#markers = markers;
    this.#extentOf = extentOf;
    this.#theme = theme;
    this.redraw();
  }

  hitTest(x: number, y: number): PrimitiveHoveredItem | null {
    const found = this.#shown.find(({ placed, wanted }) => {
      const isBeside = x < placed.left || x > placed.left + wanted.width;
      return !isBeside && y >= placed.top && y <= placed.top + TAG_HEIGHT;
    });
    this.#hovered = found?.marker.id ?? null;
    if (found === undefined) return null;
    const cursorStyle = found.marker.kind === 'hit' ? 'pointer' : 'default';
    return { externalId: found.marker.id, zOrder: 'top', cursorStyle, itemType: 'marker' };
  }

  protected override paint(context: CanvasRenderingContext2D, area: Area): void {
    const theme = this.#theme;
    if (theme === undefined) return;
    this.#shown = this.#arranged(context, area, theme);
    for (const shown of this.#shown) paintStem(context, shown);
    for (const shown of this.#shown) {
      drawTag(context, shown.tag, shown.placed.left, shown.placed.top, theme);
    }
    this.#paintHovered(context, area, theme);
  }

  #arranged(context: CanvasRenderingContext2D, area: Area, theme: ChartTheme): readonly Shown[] {
    const wanted = this.#markers.flatMap((marker) => {
      const x = this.x(marker.time);
      if (x === null || x < -BESIDE || x > area.width + BESIDE) return [];
      const tag = tagOf(marker, marker.isProminent, theme);
      const width = tagWidth(context, tag, theme);
      const side = SIDES[marker.kind];
      const edge = this.#edge(marker.bar, side, width);
      return edge === null ? [] : [{ marker, tag, wanted: { x, edge, side, width, height: TAG_HEIGHT } }];
    });
    const places = placeTags(
      wanted.map((each) => each.wanted),
      area,
      this.#taken(),
    );
    return wanted.flatMap((each, i) => {
      const placed = places[i];
      return placed === undefined ? [] : [{ ...each, placed }];
    });
  }

  /** Where the tag is clear of every bar above or below it, not of its own alone. */
  #edge(bar: number, side: 'above' | 'below', width: number): number | null {
    const reach = Math.ceil(width / 2 / Math.max(1, this.barSpacing()));
    const { high, low } = this.#extentOf(bar - reach, bar + reach);
    return this.y(side === 'below' ? low : high);
  }

  #paintHovered(context: CanvasRenderingContext2D, area: Area, theme: ChartTheme): void {
    const hovered = this.#shown.find(({ marker }) => marker.id === this.#hovered);
    if (hovered === undefined || hovered.marker.isProminent) return;
    const tag = tagOf(hovered.marker, true, theme);
    const left = Math.min(hovered.placed.left, area.width - tagWidth(context, tag, theme));
    drawTag(context, tag, left, hovered.placed.top, theme);
  }
}

function tagOf(marker: BarMarker, withText: boolean, theme: ChartTheme): Tag {
  const colours: Record<MarkerKind, string> = {
    hit: theme.accent,
    lock: theme.locked,
    buy: theme.up,
    sell: theme.down,
  };
  return { icon: ICONS[marker.kind], text: withText ? marker.text : '', colour: colours[marker.kind] };
}

function paintStem(context: CanvasRenderingContext2D, { tag, wanted, placed }: Shown): void {
  const from = wanted.side === 'below' ? wanted.edge + 3 : wanted.edge - 3;
  const to = wanted.side === 'below' ? placed.top : placed.top + TAG_HEIGHT;
  context.strokeStyle = tag.colour;
  context.lineWidth = 1;
  context.setLineDash(STEM_DASH);
  context.beginPath();
  context.moveTo(Math.round(wanted.x) + 0.5, from);
  context.lineTo(Math.round(wanted.x) + 0.5, to);
  context.stroke();
  context.setLineDash([]);
}
