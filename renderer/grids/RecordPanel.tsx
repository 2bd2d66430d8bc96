import './records.css';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { JsonValue } from '../../shared/domain/json.ts';
import { PanelActions } from '../components/panel-host.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { filterWords } from '../format/words.ts';
import { ColumnChooser } from './ColumnChooser.tsx';
import type { GridColumn } from './columns.ts';
import { findKey } from './find-key.ts';
import { RecordGrid } from './record-grid.ts';

/** All of it but `rows`, `passes`, `tools` and `empty` holds for the panel's life. */
interface RecordPanelProps<Row extends object> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly givesWay: readonly string[];
  readonly idOf: (row: Row) => string;
  /** In lower case: what the filter looks through. */
  readonly textOf: (row: Row) => string;
  readonly passes?: ((row: Row) => boolean) | undefined;
  readonly keeper: {
    readonly saved: JsonValue | undefined;
    readonly keep: (columns: JsonValue | undefined) => void;
  };
  readonly onSelect: (row: Row) => void;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  readonly onCopied: (count: number) => void;
  /** Told what is typed into the filter, where others are to look through more than the rows. */
  readonly onText?: (text: string) => void;
  /** False where there are never many rows. */
  readonly filtered?: boolean;
  /** Beside the filter, in the dock's header. */
  readonly tools?: ReactNode;
  /** Where there are no rows at all. */
  readonly empty: ReactNode;
}

/** A panel that is one grid of records with a filter: the log, the scanners, the quality of the data. */
export function RecordPanel<Row extends object>(props: RecordPanelProps<Row>) {
  const { label, rows, passes, filtered = true, tools, empty } = props;
  const given = useRef(props);
  const search = useRef<HTMLInputElement>(null);
  const [grid, setGrid] = useState<RecordGrid<Row> | null>(null);
  const [text, setText] = useState('');
  const [displayed, setDisplayed] = useState(0);
  const attach = useCallback((host: HTMLDivElement) => {
    const { columns, givesWay, idOf, textOf, keeper, onSelect, onOpen, onCopied } = given.current;
    const made = new RecordGrid<Row>(host, {
      label: given.current.label,
      columns,
      givesWay,
      idOf,
      textOf,
      keeper,
      selected: onSelect,
      opened: (row) => onOpen?.(row),
      copied: onCopied,
      displayed: setDisplayed,
    });
    setGrid(made);
    return () => {
      setGrid(null);
      made.close();
    };
  }, []);
  useEffect(() => grid?.show(rows), [grid, rows]);
  useEffect(() => grid?.narrow(passes), [grid, passes]);
  const type = (next: string) => {
    setText(next);
    props.onText?.(next);
    grid?.search(filterWords(next));
  };
  return (
    // The panel takes Ctrl+F for its own filter while the focus is in it.
    <section className="panel" aria-label={label} onKeyDown={findKey(search)}>
      <PanelActions>
        {tools}
        {filtered && (
          <SearchField
            label="Filter"
            keys="Ctrl F"
            value={text}
            onChange={type}
            inputRef={search}
            onLeave={() => grid?.enter()}
          />
        )}
        {grid !== null && (
          <ColumnChooser
            columns={() => grid.columns.choices}
            onChoose={(id, shown) => grid.columns.choose(id, shown)}
            onReset={() => grid.columns.reset()}
          />
        )}
      </PanelActions>
      <div className="panel-body">
        <div className="grid-host" ref={attach} />
        {rows.length === 0 && <div className="empty">{empty}</div>}
        {rows.length > 0 && displayed === 0 && (
          <div className="empty">
            <strong>No row passes the filter</strong>
          </div>
        )}
      </div>
    </section>
  );
}
