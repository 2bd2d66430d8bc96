import type { AddPanelOptions, DockviewApi, IDockviewPanel, SerializedDockview } from 'dockview-react';
import type { JsonObject, JsonValue } from '../../shared/domain/json.ts';
import { PANELS, panelKind } from '../panels/registry.ts';
import { layoutOf } from '../stores/workspace-document.ts';
import {
  type DockCommands,
  discardDock,
  noteDock,
  registerDock,
  useWorkspace,
} from '../stores/workspace-store.ts';
import { withGutters } from './gutters.ts';
import { builtInDock } from './layouts.ts';

/** Quiet time in ms after which a resized window gets its built-in arrangement anew. */
const SETTLED_MS = 120;

/**
 * Keeps the dock and the workspace store in step: arranges the dock as the store says,
 * and notes in the store what the user moves. Until the user moves something, a built-in
 * layout is made anew whenever the window's size changes.
 */
export class DockController implements DockCommands {
  readonly panels = Object.entries(PANELS).map(([id, { title }]) => ({ id, title }));
  readonly #api: DockviewApi;
  readonly #element: HTMLElement;
  readonly #endings: (() => void)[] = [];
  #arranging = false;
  /** The user has changed nothing since the built-in arrangement was made. */
  #pristine = true;
  #settled: ReturnType<typeof setTimeout> | undefined;

  constructor(api: DockviewApi, element: HTMLElement) {
    this.#api = api;
    this.#element = element;
    const revisions = useWorkspace.subscribe((state, before) => {
      // Panels begin anew: what they remember belongs to the layout.
      if (state.revision !== before.revision) this.#arrange(false);
    });
    const mutations = api.onDidMutateLayout(() => this.#touch());
    const changes = api.onDidLayoutChange(() => this.#note());
    const sizes = new ResizeObserver(() => this.#onResize());
    sizes.observe(element);
    element.addEventListener('pointerdown', this.#onPointerDown, { capture: true });
    this.#endings.push(
      revisions,
      () => mutations.dispose(),
      () => changes.dispose(),
      () => sizes.disconnect(),
      () => element.removeEventListener('pointerdown', this.#onPointerDown, { capture: true }),
    );
    this.#arrange(false);
    registerDock(this);
  }

  close(): void {
    registerDock(null);
    clearTimeout(this.#settled);
    for (const end of this.#endings) end();
  }

  show(panelId: string): void {
    const panel = this.#api.getPanel(panelId) ?? this.#open(panelId);
    if (panel === undefined) return;
    panel.api.setActive();
    focusInside(panel);
  }

  isOpen(panelId: string): boolean {
    return this.#api.getPanel(panelId) !== undefined;
  }

  focusGroup(index: number): void {
    const group = this.#groups()[index];
    if (group?.activePanel !== undefined) this.show(group.activePanel.id);
  }

  cycle(step: 1 | -1): void {
    const groups = this.#groups();
    const at = this.#api.activeGroup === undefined ? 0 : groups.indexOf(this.#api.activeGroup);
    this.focusGroup((at + step + groups.length) % groups.length);
  }

  refocus(): void {
    if (this.#api.activePanel === undefined) this.focusGroup(0);
    else focusInside(this.#api.activePanel);
  }

  maximize(): void {
    if (this.#api.hasMaximizedGroup()) this.#api.exitMaximizedGroup();
    else if (this.#api.activePanel !== undefined) this.#api.maximizeGroup(this.#api.activePanel);
  }

  addChart(): void {
    let number = 2;
    while (this.#api.getPanel(`chart-${number}`) !== undefined) number += 1;
    const first = this.#api.panels.find(({ id }) => panelKind(id) === 'chart');
    this.show(first === undefined ? 'chart' : `chart-${number}`);
  }

  /** @param keeping panels stay as they are, in other places */
  #arrange(keeping: boolean): void {
    const { document } = useWorkspace.getState();
    if (document === null) return;
    const { base, dock } = layoutOf(document, document.active);
    if (dock !== null && this.#tryStored(dock)) return;
    if (dock !== null) discardDock(document.active);
    const { width, height } = this.#api;
    const front = new Set(
      keeping ? this.#api.groups.flatMap(({ activePanel }) => activePanel?.id ?? []) : [],
    );
    // Made by the same builder that the tests check; the dock's own type is mutable.
    this.#load(
      builtInDock(base, { width, height }, (kind) => PANELS[kind], front) as unknown as SerializedDockview,
      keeping,
    );
    this.#pristine = true;
  }

  #tryStored(dock: JsonValue): boolean {
    // What came from the disk is only believed as far as the dock can load it.
    const stored = dock as unknown as SerializedDockview;
    try {
      const kinds = Object.values(stored.panels).map(({ contentComponent }) => contentComponent ?? '');
      if (kinds.some((kind) => !Object.hasOwn(PANELS, kind))) return false;
      this.#load(stored, false);
      // Panels that no group holds are lost without a word.
      if (this.#api.totalPanels !== kinds.length) throw new RangeError('Panels without a place');
      this.#pristine = false;
      return true;
    } catch {
      this.#api.clear();
      return false;
    }
  }

  #load(dock: SerializedDockview, keeping: boolean): void {
    this.#arranging = true;
    try {
      this.#api.fromJSON(dock, { reuseExistingPanels: keeping });
    } finally {
      this.#arranging = false;
    }
  }

  #open(panelId: string): IDockviewPanel | undefined {
    const kind = panelKind(panelId);
    const entry = PANELS[kind];
    if (entry === undefined) return undefined;
    const sibling = [kind, ...entry.beside].flatMap((each) => this.#api.getPanel(each) ?? [])[0];
    const placed: Pick<AddPanelOptions, 'position'> =
      sibling === undefined
        ? { position: { direction: 'right' } }
        : { position: { referencePanel: sibling, direction: kind === 'chart' ? 'right' : 'within' } };
    return this.#api.addPanel({
      id: panelId,
      component: kind,
      tabComponent: 'tab',
      title: entry.title,
      minimumWidth: entry.minimumWidth,
      ...placed,
    } as AddPanelOptions);
  }

  /** Groups in reading order: left to right, from the top down. */
  #groups() {
    const place = (element: HTMLElement) => element.getBoundingClientRect();
    return [...this.#api.groups].sort((a, b) => {
      const [one, other] = [place(a.element), place(b.element)];
      return one.left - other.left || one.top - other.top;
    });
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest('.dv-sash') !== null) this.#pristine = false;
  };

  #onResize(): void {
    if (!this.#pristine) return;
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => {
      if (this.#pristine) this.#arrange(true);
    }, SETTLED_MS);
  }

  #touch(): void {
    if (!this.#arranging) this.#pristine = false;
  }

  #note(): void {
    if (this.#arranging || this.#pristine) return;
    // The dock answers plain JSON; its type only lacks the index signature.
    noteDock(withGutters(this.#api.toJSON() as unknown as JsonObject));
  }
}

/** What takes the keyboard in a panel, the best first: the selected row of a grid, any row, anything. */
const TAKERS = ['.ag-row-selected [role="gridcell"]', '.ag-row [role="gridcell"]', '[tabindex="0"]'];

/** Gives the keyboard to what takes it in a panel; to the panel itself where nothing does. */
function focusInside(panel: IDockviewPanel): void {
  const content = panel.view.content.element;
  const taker = TAKERS.flatMap((each) => content.querySelector<HTMLElement>(each) ?? [])[0];
  const target = taker ?? content.closest<HTMLElement>('.dv-content-container');
  target?.focus({ preventScroll: true });
}
