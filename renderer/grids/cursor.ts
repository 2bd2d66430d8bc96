/** Where the cursor of a grid goes for a key, and whether the rows between are selected with it. */
export interface CursorMove {
  /** Index of a displayed row. */
  readonly to: number;
  readonly extend: boolean;
}

/** What a key press tells; `Ctrl` is the platform's command key. */
export interface CursorKey {
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/**
 * The move that a key asks for, from row `from` of `rows` with `page` rows in view; undefined where the key
 * moves nothing. `from` is -1 while there is no cursor. Space and Shift+Space step to the next and the
 * previous row, as the list of a chart does.
 */
export function cursorMove(
  pressed: CursorKey,
  from: number,
  rows: number,
  page: number,
): CursorMove | undefined {
  const { key, shift, ctrl } = pressed;
  if (rows === 0 || ctrl) return undefined;
  if (key === ' ') return { to: within(from + (shift ? -1 : 1), rows), extend: false };
  const target = targetOf(key, from, rows, page);
  return target === undefined ? undefined : { to: within(target, rows), extend: shift };
}

function targetOf(key: string, from: number, rows: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + Math.max(1, page - 1);
    case 'PageUp':
      return from - Math.max(1, page - 1);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}

function within(index: number, rows: number): number {
  return Math.min(rows - 1, Math.max(0, index));
}
