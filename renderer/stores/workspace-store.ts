import { useCallback } from 'react';
import { create } from 'zustand';
import type { JsonValue } from '../../shared/domain/json.ts';
import { request } from '../ipc/client.ts';
import { toast } from './toast-store.ts';
import { rememberAloud } from './undo-store.ts';
import {
  copiedLayout,
  DEFAULT_WORKSPACE,
  type GuideProgress,
  type KeptDraft,
  layoutOf,
  readWorkspace,
  renamedLayout,
  type WorkspaceDocument,
  withLayout,
  withoutLayout,
} from './workspace-document.ts';

/** What the dock can be asked to do; the dock itself registers it. */
export interface DockCommands {
  /** Every kind of panel that there is. */
  readonly panels: readonly { readonly id: string; readonly title: string }[];
  /** Brings a panel to the front and gives it the focus; opens it where it is closed. */
  readonly show: (panelId: string) => void;
  /** True where a panel stands in the arrangement, in front or behind a tab. */
  readonly isOpen: (panelId: string) => boolean;
  /** Gives the focus to the n-th group of panels, from 0, in reading order. */
  readonly focusGroup: (index: number) => void;
  /** Gives the focus to the next group (1) or the one before (-1). */
  readonly cycle: (step: 1 | -1) => void;
  /** Gives the focus back to the panel that had it last; the first one where none had it. */
  readonly refocus: () => void;
  /** The group with the focus takes the whole workspace, or gives it back. */
  readonly maximize: () => void;
  /** Opens one more chart. */
  readonly addChart: () => void;
}

interface WorkspaceState {
  /** Null until the stored workspace was asked for. */
  readonly document: WorkspaceDocument | null;
  /** Goes up whenever the dock must be arranged anew from the document. */
  readonly revision: number;
  readonly dock: DockCommands | null;
}

const SAVE_AFTER_MS = 1_000;

export const useWorkspace = create<WorkspaceState>()(() => ({ document: null, revision: 0, dock: null }));

let saveTimer: ReturnType<typeof setTimeout> | undefined;

/** Asks for the stored workspace; where there is none that can be read, starts with the default and says so. */
export async function loadWorkspace(): Promise<void> {
  const reply = await request('workspace.load', undefined);
  if (reply.ok && reply.value.notice !== null) toast('refused', reply.value.notice);
  const text = reply.ok ? reply.value.json : null;
  const document = text === null ? DEFAULT_WORKSPACE : readWorkspace(text);
  if (document === undefined) sayUnreadable('The saved layouts');
  arrange(document ?? DEFAULT_WORKSPACE);
  window.addEventListener('pagehide', () => void saveNow());
}

export function registerDock(dock: DockCommands | null): void {
  useWorkspace.setState({ dock });
}

/** The dock's arrangement has changed: it is kept under the active layout. */
export function noteDock(dock: JsonValue): void {
  change((document) => withLayout(document, document.active, { dock }));
}

/** The stored arrangement of a layout could not be used: it goes back to how the layout comes. */
export function discardDock(layout: string): void {
  sayUnreadable(`The layout ${layout}`);
  change((document) => withLayout(document, layout, { dock: null }));
}

export function switchLayout(name: string): void {
  rearrange((document) => ({ ...document, active: name }));
}

/** A copy of what is shown, under a name of the user's; it is shown from now on. */
export function saveLayoutAs(name: string): void {
  change((document) => copiedLayout(document, name.trim()));
  toast('info', `Layout ${name.trim()} saved`);
}

export function renameLayout(from: string, to: string): void {
  change((document) => renamedLayout(document, from, to.trim()));
}

/** Deletes one of the user's layouts; the toast offers it back. */
export function deleteLayout(name: string): void {
  replaceable(`Layout ${name} deleted`, (document) => withoutLayout(document, name));
}

/** The active layout as it comes; the toast offers the arrangement back. */
export function resetLayout(): void {
  const { document } = useWorkspace.getState();
  if (document === null) return;
  const { active } = document;
  replaceable(`Layout ${active} reset`, (before) => withLayout(before, active, { dock: null, panels: {} }));
}

export function lockLayout(locked: boolean): void {
  change((document) => ({ ...document, locked }));
}

/** How far the user has come with the guide; it is kept like the layouts. */
export function keepGuide(guide: GuideProgress): void {
  change((document) => ({ ...document, guide }));
}

/** What is being written of scanners and is not saved yet: it is kept like the layouts. */
export function keepDrafts(drafts: readonly KeptDraft[]): void {
  change((document) => ({ ...document, drafts }));
}

/** JSON that a panel keeps with the layout: `[state, keep]`; `initial` where nothing was kept. */
export function usePanelState(panelId: string): readonly [JsonValue | undefined, (next: JsonValue) => void] {
  const state = useWorkspace(({ document }) =>
    document === null ? undefined : layoutOf(document, document.active).panels[panelId],
  );
  const keep = useCallback((next: JsonValue) => keepPanelState(panelId, next), [panelId]);
  return [state, keep];
}

/** What a panel kept, without following it. */
export function panelState(panelId: string): JsonValue | undefined {
  const { document } = useWorkspace.getState();
  return document === null ? undefined : layoutOf(document, document.active).panels[panelId];
}

export function keepPanelState(panelId: string, next: JsonValue): void {
  change((document) => {
    const { panels } = layoutOf(document, document.active);
    if (JSON.stringify(panels[panelId]) === JSON.stringify(next)) return document;
    return withLayout(document, document.active, { panels: { ...panels, [panelId]: next } });
  });
}

/** A change that the user can take back. */
function replaceable(label: string, next: (document: WorkspaceDocument) => WorkspaceDocument): void {
  const before = useWorkspace.getState().document;
  if (before === null) return;
  const put = (document: WorkspaceDocument) => {
    rearrange(() => document);
    return Promise.resolve(true);
  };
  rearrange(next);
  rememberAloud({ label, undo: () => put(before), redo: () => put(next(before)) });
}

function change(next: (document: WorkspaceDocument) => WorkspaceDocument): void {
  const { document } = useWorkspace.getState();
  if (document === null) return;
  const changed = next(document);
  if (changed === document) return;
  useWorkspace.setState({ document: changed });
  clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

function rearrange(next: (document: WorkspaceDocument) => WorkspaceDocument): void {
  change(next);
  useWorkspace.setState(({ revision }) => ({ revision: revision + 1 }));
}

function arrange(document: WorkspaceDocument): void {
  useWorkspace.setState(({ revision }) => ({ document, revision: revision + 1 }));
}

async function saveNow(): Promise<void> {
  if (saveTimer === undefined) return;
  clearTimeout(saveTimer);
  saveTimer = undefined;
  const { document } = useWorkspace.getState();
  const reply = await request('workspace.save', { json: JSON.stringify(document) });
  if (!reply.ok) toast('refused', 'The layout was not saved', [reply.error.message]);
}

function sayUnreadable(what: string): void {
  toast('refused', `${what} could not be read`, ['The default is shown instead.']);
}
