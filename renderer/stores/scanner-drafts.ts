import { z } from 'zod';
import { create } from 'zustand';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import { useSession } from './session-store.ts';
import type { KeptDraft } from './workspace-document.ts';
import { keepDrafts, useWorkspace } from './workspace-store.ts';

/** A scanner that is being written: nothing of it runs before it is saved. */
export interface ScannerDraft {
  /** Stable while it is a draft. */
  readonly id: string;
  /** Name of the scanner that it changes; null for a new one. */
  readonly of: string | null;
  readonly entry: ScannerConfig;
}

/** A scanner as the list shows it: one that is saved, one that is new, or both sides of one that is changed. */
export interface ScannerItem {
  /** What selects it: stays the same from draft to draft of a saved scanner. */
  readonly key: string;
  readonly saved: ScannerConfig | null;
  readonly draft: ScannerDraft | null;
  /** What is shown and edited: the draft where there is one. */
  readonly entry: ScannerConfig;
}

interface DraftsState {
  /** Of the open session, the oldest first. */
  readonly drafts: readonly ScannerDraft[];
  /** Key of the item that is being edited; null for the first. */
  readonly selected: string | null;
}

/** A name may be half typed: it is checked when it is saved. */
const draftSchema = scannerSchema.extend({ name: z.string().max(200) });

export const useScannerDrafts = create<DraftsState>()(() => ({ drafts: [], selected: null }));

let lastNumber = 0;
/** Kept drafts of the open session that this program cannot read: they stay in the file. */
let unread: readonly KeptDraft[] = [];

/** Every scanner of the session: the saved ones in the config's order, then the new ones. */
export function itemsOf(
  scanners: readonly ScannerConfig[],
  drafts: readonly ScannerDraft[],
): readonly ScannerItem[] {
  const names = new Set(scanners.map(({ name }) => name));
  const saved = scanners.map((each): ScannerItem => {
    const draft = drafts.find(({ of }) => of === each.name) ?? null;
    return { key: keyOf(each.name), saved: each, draft, entry: draft?.entry ?? each };
  });
  // A draft outlives the scanner that it was of: what was written is never lost.
  const fresh = drafts.filter(({ of }) => of === null || !names.has(of));
  return [...saved, ...fresh.map((draft) => ({ key: draft.id, saved: null, draft, entry: draft.entry }))];
}

/** Key of a saved scanner. */
export function keyOf(name: string): string {
  return `saved ${name}`;
}

const NO_SCANNERS: readonly ScannerConfig[] = [];

/** The items as they stand, without following them. */
export function scannerItems(): readonly ScannerItem[] {
  return itemsOf(useScannerConfigs.getState().scanners ?? NO_SCANNERS, useScannerDrafts.getState().drafts);
}

/** The item that is being edited: the selected one, else the first. */
export function selectedItem(): ScannerItem | undefined {
  return chosen(scannerItems(), useScannerDrafts.getState().selected);
}

export function chosen(items: readonly ScannerItem[], selected: string | null): ScannerItem | undefined {
  return items.find(({ key }) => key === selected) ?? items[0];
}

export function selectScanner(key: string): void {
  useScannerDrafts.setState({ selected: key });
}

/** Changes what is being written of a scanner; where nothing differs from what is saved, no draft is left. */
export function changeDraft(key: string, change: (entry: ScannerConfig) => ScannerConfig): void {
  const item = scannerItems().find((each) => each.key === key);
  if (item === undefined) return;
  const entry = change(item.entry);
  if (item.saved !== null && sameEntry(entry, item.saved)) {
    dropDraft(item);
    return;
  }
  const { drafts } = useScannerDrafts.getState();
  const draft: ScannerDraft = { ...(item.draft ?? newDraft(item.saved?.name ?? null, entry)), entry };
  const isNew = item.draft === null;
  put(isNew ? [...drafts, draft] : drafts.map((each) => (each.id === draft.id ? draft : each)));
}

/** A draft of a scanner that is not saved anywhere; it is being edited from now on. */
export function addDraft(entry: ScannerConfig): ScannerDraft {
  const draft = newDraft(null, entry);
  put([...useScannerDrafts.getState().drafts, draft]);
  useScannerDrafts.setState({ selected: draft.id });
  return draft;
}

/** Takes a draft out; the saved scanner under it, if any, is untouched. */
export function dropDraft({ draft }: Pick<ScannerItem, 'draft'>): void {
  if (draft === null) return;
  put(useScannerDrafts.getState().drafts.filter(({ id }) => id !== draft.id));
}

/** Puts back a draft that was taken out. */
export function restoreDraft(draft: ScannerDraft): void {
  const { drafts } = useScannerDrafts.getState();
  const others = drafts.filter(({ id, of }) => id !== draft.id && (of === null || of !== draft.of));
  put([...others, draft]);
}

/** An entry as requests take it; throws ZodError where a setting was let through that the config does not allow. */
export function wireEntry(entry: ScannerConfig) {
  return draftSchema.parse(entry);
}

/** True where two entries mean the same scanner, whatever the order of their keys. */
export function sameEntry(a: ScannerConfig, b: ScannerConfig): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([x], [y]) => (x < y ? -1 : 1)))
      : each,
  );
}

function newDraft(of: string | null, entry: ScannerConfig): ScannerDraft {
  const { drafts } = useScannerDrafts.getState();
  do lastNumber += 1;
  while (drafts.some(({ id }) => id === `draft ${lastNumber}`));
  return { id: `draft ${lastNumber}`, of, entry };
}

function put(drafts: readonly ScannerDraft[]): void {
  useScannerDrafts.setState({ drafts });
  const session = sessionName();
  const { document } = useWorkspace.getState();
  if (session === null || document === null) return;
  const others = (document.drafts ?? []).filter((each) => each.session !== session);
  keepDrafts([...others, ...unread, ...drafts.map((draft) => keptDraft(session, draft))]);
}

function keptDraft(session: string, { id, of, entry }: ScannerDraft): KeptDraft {
  // Made of the config's own JSON; its type only lacks the index signature.
  return { session, id, of, entry: JSON.parse(JSON.stringify(entry)) as KeptDraft['entry'] };
}

function sessionName(): string | null {
  return useSession.getState().snapshot?.status.sessionName ?? null;
}

/** What was kept of the open session's drafts. */
function takeKept(): void {
  const session = sessionName();
  const { document } = useWorkspace.getState();
  if (document === null) return;
  const kept = (document.drafts ?? []).filter((each) => each.session === session);
  const read = kept.map((each) => ({ each, parsed: draftSchema.safeParse(each.entry) }));
  unread = read.flatMap(({ each, parsed }) => (parsed.success ? [] : [each]));
  const drafts = read.flatMap(({ each: { id, of }, parsed }) =>
    parsed.success ? [{ id, of, entry: parsed.data }] : [],
  );
  useScannerDrafts.setState({ drafts, selected: null });
}

let shownSession: string | null = null;

function follow(): void {
  const session = sessionName();
  if (useWorkspace.getState().document === null || session === shownSession) return;
  shownSession = session;
  takeKept();
}

useSession.subscribe(follow);
useWorkspace.subscribe(follow);
follow();
