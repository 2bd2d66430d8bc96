import type { ColumnState } from 'ag-grid-community';
import { z } from 'zod';
import type { JsonValue } from '../../shared/domain/json.ts';

/** A column as a layout keeps it; the order of the list is the order on the screen. What is unusable of one is its default. */
const savedColumn = z.object({
  id: z.string(),
  /** CSS px. */
  width: z.number().min(24).max(2_000).optional().catch(undefined),
  /** True where it takes the room that the others leave. */
  flexible: z.boolean().catch(false),
  hidden: z.boolean().catch(false),
  sort: z.enum(['asc', 'desc']).nullable().catch(null),
  /** Level of the sort, from 0; null where the column is not sorted. */
  level: z.int().nonnegative().nullable().catch(null),
});

const savedLayout = z.object({ chosen: z.boolean().catch(false), columns: z.array(z.unknown()) });

/**
 * What a layout keeps of a grid: its columns, and whether the user has chosen among them. A sort is no choice:
 * the columns still give way where the dock is narrow.
 */
export function columnsToJson(state: readonly ColumnState[], chosen: boolean): JsonValue {
  const columns = state.map(({ colId, width, flex, hide, sort, sortIndex }) => ({
    id: colId,
    width: width ?? 0,
    flexible: typeof flex === 'number' && flex > 0,
    hidden: hide === true,
    sort: sort ?? null,
    level: sortIndex ?? null,
  }));
  return { chosen, columns };
}

/** Columns as the grid takes them. */
interface ColumnLayout {
  readonly chosen: boolean;
  readonly columns: ColumnState[];
}

/**
 * Columns as the grid takes them, from what a layout kept. What is no column is left out; columns that a newer
 * version has brought follow as they come. Undefined where nothing usable was kept.
 */
export function columnsFromJson(
  saved: JsonValue | undefined,
  defaults: readonly ColumnState[],
): ColumnLayout | undefined {
  const { data: layout } = savedLayout.safeParse(saved);
  if (layout === undefined) return undefined;
  const known = new Map(defaults.map((column) => [column.colId, column]));
  const columns: ColumnState[] = [];
  for (const each of layout.columns) {
    const { data: column } = savedColumn.safeParse(each);
    const base = column === undefined ? undefined : known.get(column.id);
    if (column === undefined || base === undefined) continue;
    known.delete(column.id);
    columns.push({ ...base, ...placeOf(column) });
  }
  if (columns.length === 0) return undefined;
  return { chosen: layout.chosen, columns: [...columns, ...known.values()] };
}

function placeOf({
  width,
  flexible,
  hidden,
  sort,
  level,
}: z.infer<typeof savedColumn>): Omit<ColumnState, 'colId'> {
  return {
    hide: hidden,
    sort,
    sortIndex: level,
    flex: flexible ? 1 : null,
    ...(width !== undefined && { width }),
  };
}
