import type { ColumnState } from 'ag-grid-community';
import { describe, expect, it } from 'vitest';
import { columnsFromJson, columnsToJson } from './column-layout.ts';

const DEFAULTS: ColumnState[] = [
  { colId: 'symbol', width: 72, hide: false, flex: null, sort: null, sortIndex: null },
  { colId: 'last', width: 60, hide: false, flex: 1, sort: 'desc', sortIndex: 0 },
  { colId: 'source', width: 80, hide: true, flex: null, sort: null, sortIndex: null },
];

describe('columns that a layout keeps', () => {
  it('come back as they were: order, widths, hidden ones, levels of sorting', () => {
    const moved: ColumnState[] = [
      { colId: 'source', width: 120, hide: false, flex: null, sort: 'asc', sortIndex: 1 },
      { colId: 'symbol', width: 90, hide: true, flex: 1, sort: 'desc', sortIndex: 0 },
      { colId: 'last', width: 60, hide: false, flex: null, sort: null, sortIndex: null },
    ];
    const kept = JSON.parse(JSON.stringify(columnsToJson(moved, true)));
    expect(columnsFromJson(kept, DEFAULTS)).toEqual({ chosen: true, columns: moved });
  });

  it('are nothing where nothing usable was kept', () => {
    for (const saved of [undefined, null, 'columns', {}, { columns: [] }, { columns: [7, { id: 'gone' }] }]) {
      expect(columnsFromJson(saved, DEFAULTS)).toBeUndefined();
    }
  });

  it('keep what can be used, and gain the columns that are new', () => {
    const columns = [{ id: 'last', width: -5, sort: 'sideways' }, { id: 'last', width: 99 }, { id: 'gone' }];
    expect(columnsFromJson({ columns }, DEFAULTS)).toEqual({
      chosen: false,
      columns: [
        { colId: 'last', width: 60, hide: false, flex: null, sort: null, sortIndex: null },
        DEFAULTS[0],
        DEFAULTS[2],
      ],
    });
  });
});
