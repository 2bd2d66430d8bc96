import { themeQuartz } from 'ag-grid-community';

/**
 * The grids' look; every colour is a token, so that a palette is changed in one
 * place. Without the theme's icons: they are data: images, which the page's policy refuses.
 */
export const gridTheme = themeQuartz.withoutPart('iconSet').withParams({
  fontFamily: 'var(--font)',
  fontSize: 12,
  headerFontSize: 11,
  headerFontWeight: 500,
  headerTextColor: 'var(--text-3)',
  headerBackgroundColor: 'var(--panel)',
  headerHeight: 'var(--header-row-height)',
  rowHeight: 'var(--row-height)',
  listItemHeight: 24,
  spacing: 4,
  cellHorizontalPadding: 6,
  backgroundColor: 'var(--panel)',
  foregroundColor: 'var(--text-1)',
  browserColorScheme: 'inherit',
  accentColor: 'var(--accent)',
  borderColor: 'var(--line)',
  rowBorder: { width: 1, style: 'solid', color: 'var(--line-soft)' },
  headerRowBorder: { width: 1, style: 'solid', color: 'var(--line)' },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'transparent',
  tooltipBackgroundColor: 'var(--raised)',
  tooltipTextColor: 'var(--text-1)',
  tooltipBorder: { width: 1, style: 'solid', color: 'var(--control)' },
  columnBorder: false,
  pinnedColumnBorder: false,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  rowHoverColor: 'var(--row)',
  selectedRowBackgroundColor: 'var(--selected)',
  rangeSelectionBorderColor: 'var(--focus)',
  iconSize: 12,
});

/** Characters in place of the theme's icons. */
export const GRID_ICONS = {
  sortAscending: '↑',
  sortDescending: '↓',
  sortUnSort: '',
  columnMoveMove: '↔',
  columnMoveLeft: '←',
  columnMoveRight: '→',
  columnMovePin: '⇤',
  dropNotAllowed: '×',
};

/** The number that lets the grid add its own style elements under the page's policy. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
