import type { GridApi, IRowNode } from 'ag-grid-community';
import { cursorMove } from './cursor.ts';
import { pageOf } from './view.ts';

interface RowSelectionListener<Row> {
  /** The selection has changed by hand; `cursor` is the row that linked panels follow. */
  readonly selected: (cursor: Row, rows: readonly Row[]) => void;
  /** Enter; a double click too, where `doubled` is absent. */
  readonly opened: (row: Row) => void;
  /** A double click. */
  readonly doubled?: (row: Row) => void;
  /** The menu key, or a click with the other button; the row is selected. Place in CSS px. */
  readonly menu: (row: Row, x: number, y: number) => void;
  /** The rows are to be copied; the text for the clipboard. */
  readonly copied: (rows: readonly Row[]) => string;
}

/**
 * Selection of rows as lists have it everywhere: click, Ctrl and Shift, arrows, Home, End, Page, Ctrl+A.
 * It knows rows by identity, so that it holds while they change places.
 */
export class RowSelection<Row> {
  readonly #api: GridApi<Row>;
  readonly #host: HTMLElement;
  readonly #listener: RowSelectionListener<Row>;
  readonly #ending = new AbortController();
  #cursor: string | undefined;
  /** The other end of a range. */
  #anchor: string | undefined;

  constructor(api: GridApi<Row>, host: HTMLElement, listener: RowSelectionListener<Row>) {
    this.#api = api;
    this.#host = host;
    this.#listener = listener;
    const { signal } = this.#ending;
    api.addEventListener('filterChanged', () => this.#letHiddenGo());
    host.addEventListener('keydown', (event) => this.#onKey(event), { signal, capture: true });
    host.addEventListener('mousedown', (event) => this.#onPress(event), { signal });
    host.addEventListener('dblclick', (event) => this.#onDoubleClick(event), { signal });
    host.addEventListener('contextmenu', (event) => this.#onMenu(event), { signal });
    // With no text selected the event is the document's, wherever the focus is.
    document.addEventListener('copy', (event) => this.#onCopy(event), { signal });
  }

  close(): void {
    this.#ending.abort();
  }

  /** The selected rows in the order of the grid; none that a filter hides. */
  get rows(): readonly Row[] {
    const nodes = this.#api.getSelectedNodes().filter(({ displayed }) => displayed);
    return nodes.sort((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0)).flatMap(({ data }) => data ?? []);
  }

  /** Shows what was selected elsewhere, and brings it into view; tells nobody. */
  show(id: string | null): void {
    const node = id === null ? undefined : this.#api.getRowNode(id);
    if (node === undefined) {
      this.#api.deselectAll();
      return;
    }
    this.#cursor = id ?? undefined;
    if (node.isSelected()) return;
    this.#anchor = this.#cursor;
    node.setSelected(true, true);
    if (node.rowIndex !== null) this.#api.ensureIndexVisible(node.rowIndex);
  }

  /** Puts the cursor on a row, as a key would. */
  moveTo(index: number, extend = false): void {
    const node = this.#api.getDisplayedRowAtIndex(index);
    if (node === undefined) return;
    if (extend) this.#selectRange(node);
    else this.#selectOne(node);
    const column = this.#api.getFocusedCell()?.column ?? this.#api.getAllDisplayedColumns()[0];
    this.#api.ensureIndexVisible(index);
    if (column !== undefined) this.#api.setFocusedCell(index, column);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#rowOf(event) === undefined) return;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && event.key.toLowerCase() === 'a') this.#selectAll();
    else if (event.key === 'Enter' && !ctrl && !event.shiftKey) this.#open();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#menuAtCursor();
    else {
      const { key, shiftKey } = event;
      const rows = this.#api.getDisplayedRowCount();
      const move = cursorMove({ key, shift: shiftKey, ctrl }, this.#cursorIndex(), rows, pageOf(this.#api));
      if (move === undefined || event.altKey) return;
      this.moveTo(move.to, move.extend);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #onPress(event: MouseEvent): void {
    const node = this.#rowOf(event);
    if (node === undefined || (event.target instanceof Element && event.target.closest('button') !== null))
      return;
    if (event.button === 2) {
      if (!node.isSelected()) this.#selectOne(node);
    } else if (event.button === 0) {
      if (event.shiftKey) this.#selectRange(node);
      else if (event.ctrlKey || event.metaKey) this.#toggle(node);
      else this.#selectOne(node);
    }
  }

  #onDoubleClick(event: MouseEvent): void {
    const row = this.#rowOf(event)?.data;
    const onButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (row === undefined || onButton) return;
    if (this.#listener.doubled === undefined) this.#listener.opened(row);
    else this.#listener.doubled(row);
  }

  #onMenu(event: MouseEvent): void {
    const row = this.#rowOf(event)?.data;
    event.preventDefault();
    if (row !== undefined) this.#listener.menu(row, event.clientX, event.clientY);
  }

  #onCopy(event: ClipboardEvent): void {
    const { rows } = this;
    if (rows.length === 0 || !this.#host.contains(document.activeElement)) return;
    event.clipboardData?.setData('text/plain', this.#listener.copied(rows));
    event.preventDefault();
  }

  #menuAtCursor(): void {
    const node = this.#cursor === undefined ? undefined : this.#api.getRowNode(this.#cursor);
    const place = document.activeElement?.getBoundingClientRect();
    if (node?.data === undefined || place === undefined) return;
    this.#listener.menu(node.data, place.left + 8, place.bottom);
  }

  #open(): void {
    const row = this.#cursor === undefined ? undefined : this.#api.getRowNode(this.#cursor)?.data;
    if (row !== undefined) this.#listener.opened(row);
  }

  #selectOne(node: IRowNode<Row>): void {
    this.#cursor = node.id;
    this.#anchor = node.id;
    node.setSelected(true, true);
    this.#tell();
  }

  /** The last selected row stays: what keys are about is always to be seen. */
  #toggle(node: IRowNode<Row>): void {
    if (node.isSelected() && this.rows.length === 1) return;
    this.#cursor = node.id;
    this.#anchor = node.id;
    node.setSelected(!node.isSelected());
    this.#tell();
  }

  #selectRange(node: IRowNode<Row>): void {
    this.#anchor ??= node.id;
    this.#cursor = node.id;
    const from = this.#api.getRowNode(this.#anchor ?? '')?.rowIndex ?? node.rowIndex ?? 0;
    const to = node.rowIndex ?? from;
    this.#replace((index) => index >= Math.min(from, to) && index <= Math.max(from, to));
  }

  #selectAll(): void {
    this.#replace(() => true);
  }

  #replace(isWanted: (index: number) => boolean): void {
    const [wanted, unwanted]: [IRowNode<Row>[], IRowNode<Row>[]] = [[], []];
    this.#api.forEachNodeAfterFilterAndSort((node, index) =>
      (isWanted(index) ? wanted : unwanted).push(node),
    );
    this.#api.setNodesSelected({ nodes: unwanted.filter((node) => node.isSelected()), newValue: false });
    this.#api.setNodesSelected({ nodes: wanted, newValue: true });
    this.#tell();
  }

  /** Nothing is done to rows that a filter has hidden since they were selected with others. */
  #letHiddenGo(): void {
    const nodes = this.#api.getSelectedNodes();
    const hidden = nodes.filter(({ displayed }) => !displayed);
    if (nodes.length < 2 || hidden.length === 0) return;
    // With every one of them hidden, the one that linked panels show stays theirs.
    const kept = hidden.length < nodes.length ? undefined : hidden.find(({ id }) => id === this.#cursor);
    this.#api.setNodesSelected({ nodes: hidden.filter((node) => node !== kept), newValue: false });
    if (kept?.data === undefined) this.#tell();
    else this.#listener.selected(kept.data, [kept.data]);
  }

  #tell(): void {
    const { rows } = this;
    const cursor = this.#cursor === undefined ? undefined : this.#api.getRowNode(this.#cursor)?.data;
    const [first] = rows;
    const followed = cursor !== undefined && rows.includes(cursor) ? cursor : first;
    if (followed !== undefined) this.#listener.selected(followed, rows);
  }

  #cursorIndex(): number {
    const index = this.#cursor === undefined ? null : this.#api.getRowNode(this.#cursor)?.rowIndex;
    return index ?? this.#api.getFocusedCell()?.rowIndex ?? -1;
  }

  #rowOf({ target }: Event): IRowNode<Row> | undefined {
    const id = target instanceof Element ? target.closest('.ag-row')?.getAttribute('row-id') : undefined;
    return id === null || id === undefined ? undefined : this.#api.getRowNode(id);
  }
}
