/** Every colour that a chart draws with, as text that a canvas takes. */
export interface ChartTheme {
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly control: string;
  readonly border: string;
  readonly text1: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly locked: string;
  readonly stale: string;
  readonly grid: string;
  readonly barUp: string;
  readonly barDown: string;
  readonly labelUp: string;
  readonly labelDown: string;
  /** Histogram of an oscillator, above and below zero. */
  readonly up: string;
  readonly down: string;
  readonly vwap: string;
  readonly oscillator: string;
  /** Lines over the prices, in the order of the indicators. */
  readonly lines: readonly string[];
  readonly font: string;
}

const LINE_TOKENS = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6'];
const NUMBER_FONT = '"Tapedeck Num"';

/** The theme that stands now: the values of the page's tokens. */
export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    panel: token('--panel'),
    raised: token('--raised'),
    line: token('--line'),
    control: token('--control'),
    border: token('--border'),
    text1: token('--text-1'),
    text2: token('--text-2'),
    text3: token('--text-3'),
    accent: token('--accent'),
    locked: token('--locked'),
    stale: token('--stale'),
    grid: token('--chart-grid'),
    barUp: token('--bar-up'),
    barDown: token('--bar-down'),
    labelUp: token('--label-up'),
    labelDown: token('--label-down'),
    up: token('--up'),
    down: token('--down'),
    vwap: token('--line-vwap'),
    oscillator: token('--line-rsi'),
    lines: LINE_TOKENS.map(token),
    font: `${NUMBER_FONT}, ${token('--font')}`,
  };
}

const CONTRAST_QUERIES = ['(prefers-color-scheme: light)', '(prefers-contrast: more)'];

/** Calls back whenever the page's tokens may have other values; returns what ends it. */
export function watchChartTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, {
    attributeFilter: ['class', 'data-theme', 'data-palette', 'style'],
  });
  const queries = CONTRAST_QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  // A canvas does not notice by itself that its font has arrived.
  void document.fonts.load(`11px ${NUMBER_FONT}`).then(onChange, onChange);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
