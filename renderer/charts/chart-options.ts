import {
  type CandlestickStyleOptions,
  type ChartOptions,
  ColorType,
  CrosshairMode,
  type DeepPartial,
  LineStyle,
  type LineWidth,
  type Time,
} from 'lightweight-charts';
import { axisMark, crosshairTime } from './axis-times.ts';
import type { ChartTheme } from './chart-theme.ts';
import { withAlpha } from './colours.ts';
import type { ItemColours } from './series-data.ts';

export const BAR_SPACING = 6;
const AXIS_WIDTH = 60;
/** Share of the plot that stays free at the right, for the position's tag and what is to come. */
const FREE_SHARE = 0.16;
const MOST_FREE_BARS = 25;
const FEWEST_FREE_BARS = 6;
const MOST_SPACING = 28;

/** Space for the library's own scale of volume, at the foot of the prices. */
export const VOLUME_SCALE = 'volume';
export const VOLUME_MARGINS = { top: 0.87, bottom: 0 };

/** The library draws a line of any width; its type names the whole ones only. */
export const LINE_WIDTH = 1.5 as number as LineWidth;

/** What of a series is said by drawings and legends of our own. */
export const QUIET = {
  lastValueVisible: false,
  priceLineVisible: false,
  crosshairMarkerVisible: false,
} as const;

/** Options of a chart in this theme; also what a change of the theme is applied with. */
export function themeOptions(theme: ChartTheme): DeepPartial<ChartOptions> {
  const crosshair = {
    color: theme.border,
    width: 1,
    style: LineStyle.LargeDashed,
    labelBackgroundColor: theme.control,
  } as const;
  return {
    layout: {
      background: { type: ColorType.Solid, color: theme.panel },
      textColor: theme.text3,
      fontFamily: theme.font,
      fontSize: 11,
      attributionLogo: true,
      panes: { separatorColor: theme.line, separatorHoverColor: withAlpha(theme.accent, 0.2) },
    },
    grid: { vertLines: { color: theme.grid }, horzLines: { color: theme.grid } },
    crosshair: { mode: CrosshairMode.Normal, vertLine: crosshair, horzLine: crosshair },
    timeScale: { borderColor: theme.line },
  };
}

/** What does not depend on the theme. */
export function fixedOptions(isIntraday: () => boolean): DeepPartial<ChartOptions> {
  return {
    autoSize: true,
    rightPriceScale: {
      borderVisible: false,
      scaleMargins: priceMargins(0, 0),
      minimumWidth: AXIS_WIDTH,
    },
    timeScale: {
      barSpacing: BAR_SPACING,
      timeVisible: true,
      secondsVisible: false,
      minBarSpacing: 0.5,
      tickMarkFormatter: axisMark,
    },
    localization: { locale: 'en-GB', timeFormatter: (at: Time) => crosshairTime(at, isIntraday()) },
  };
}

/** Bars of room to the right of the newest, for a plot of this width. */
export function freeBars(plotWidth: number, barSpacing: number): number {
  const bars = Math.round((plotWidth * FREE_SHARE) / barSpacing);
  return Math.max(FEWEST_FREE_BARS, Math.min(bars, MOST_FREE_BARS));
}

/** Width of a bar, in pixels, at which so many fill the plot: never under the usual, nor so wide that bars are blocks. */
export function fittedSpacing(plotWidth: number, bars: number): number {
  const free = Math.max(bars / (1 - FREE_SHARE) - bars, FEWEST_FREE_BARS);
  const fitted = bars === 0 ? BAR_SPACING : Math.floor(plotWidth / (bars + free));
  return Math.max(BAR_SPACING, Math.min(fitted, MOST_SPACING));
}

export function candleColours(theme: ChartTheme): Partial<CandlestickStyleOptions> {
  return {
    upColor: theme.barUp,
    downColor: theme.barDown,
    borderUpColor: theme.barUp,
    borderDownColor: theme.barDown,
    wickUpColor: theme.barUp,
    wickDownColor: theme.barDown,
  };
}

export function itemColours(theme: ChartTheme): ItemColours {
  return {
    barUp: theme.barUp,
    barDown: theme.barDown,
    hollow: theme.panel,
    volumeUp: withAlpha(theme.barUp, 0.38),
    volumeDown: withAlpha(theme.barDown, 0.38),
    volumeFormingUp: withAlpha(theme.barUp, 0.22),
    volumeFormingDown: withAlpha(theme.barDown, 0.22),
  };
}

/** Decimals of a price: four below one dollar. */
export function priceFormat(lastPrice: number): { type: 'price'; precision: number; minMove: number } {
  return Math.abs(lastPrice) < 1
    ? { type: 'price', precision: 4, minMove: 0.0001 }
    : { type: 'price', precision: 2, minMove: 0.01 };
}

/** Shares of the price pane that stay free above and below the bars. */
const TOP = { least: 0.16, most: 0.45 };
const BOTTOM = { least: 0.18, most: 0.3 };
/** Room below the bars for a tag, in pixels. */
const TAG_ROOM = 52;

/**
 * Margins of the prices in a pane of this height: below the words over the chart, which reach down to `words`
 * pixels, and with room for tags under the bars.
 */
export function priceMargins(height: number, words: number): { top: number; bottom: number } {
  const share = (pixels: number, { least, most }: typeof TOP) =>
    height <= 0 ? least : Math.round(Math.min(most, Math.max(least, pixels / height)) * 100) / 100;
  return { top: share(words + 8, TOP), bottom: share(TAG_ROOM, BOTTOM) };
}
