import { create } from 'zustand';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import { nameSchema } from '../../shared/domain/session-config/values.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import type { ScannerTemplate } from '../../shared/rules/scanner-library.ts';
import { request } from '../ipc/client.ts';
import { readConfig } from './config-store.ts';
import { readRuleCatalogue, useRuleCatalogue } from './rule-catalogue.ts';
import { checkedText } from './rule-check.ts';
import { readScannerConfigs, useScannerConfigs } from './scanner-configs.ts';
import {
  addDraft,
  dropDraft,
  keyOf,
  restoreDraft,
  type ScannerItem,
  scannerItems,
  selectedItem,
  selectScanner,
} from './scanner-drafts.ts';
import { changeConfig, ruleInterval, ruleText, showRuleAs, useBuilder } from './scanner-item.ts';
import { useSession } from './session-store.ts';
import { toast } from './toast-store.ts';
import { remember, rememberAloud } from './undo-store.ts';
import { switchLayout, useWorkspace } from './workspace-store.ts';

/** Scanners that come with the program, to begin with; empty until they were read. */
export const useScannerLibrary = create<{ readonly templates: readonly ScannerTemplate[] }>()(() => ({
  templates: [],
}));

async function readLibrary(): Promise<void> {
  const reply = await request('scanner.library', undefined);
  if (reply.ok) useScannerLibrary.setState({ templates: reply.value });
}

useSession.subscribe(({ snapshot }) => {
  if (snapshot !== null && useScannerLibrary.getState().templates.length === 0) void readLibraryOnce();
});

let asked = false;

async function readLibraryOnce(): Promise<void> {
  if (asked) return;
  asked = true;
  await readLibrary();
}

if (useSession.getState().snapshot !== null) void readLibraryOnce();

/** A scanner that begins as one of the program's own: copied, to be changed freely. */
export function newFromTemplate({ title, scanner }: ScannerTemplate): void {
  const name = nameSchema.safeParse(title).success ? title : scanner.name;
  begin({ ...scanner, name, enabled: true }, 'form');
}

/** A rule that says nothing yet; it begins in the form, with its name to be typed. */
export function newRule(): void {
  begin(emptyEntry('rule', { when: '', interval: '1d' }), 'form');
  useBuilder.setState({ beginning: true });
}

/** A scanner of a script that was read and trusted: exactly these bytes of it. */
export function newScript(file: string, sha256: string): void {
  const name = file
    .replace(/\.[^.]*$/, '')
    .replace(/[^A-Za-z0-9 _.-]+/g, ' ')
    .trim();
  begin({ ...emptyEntry('script', { file, sha256 }), name: name === '' ? 'Script' : name }, 'text');
}

/** The scanner is to run the script as it is now; it does once that is saved. */
export function setScriptVersion(scanner: string, sha256: string): void {
  changeConfig(keyOf(scanner), { sha256 });
  editScanner(scanner);
}

function emptyEntry(kind: string, config: ScannerConfig['config']): ScannerConfig {
  return {
    name: 'New scanner',
    kind,
    enabled: true,
    pre_session: false,
    schedule: [{ every: '5m' }],
    config,
    timeout_seconds: 30,
    hold_scans: 1,
    alert: { sound: false, notify: false, flash: true },
  };
}

function begin(entry: ScannerConfig, view: 'form' | 'text'): void {
  addDraft({ ...entry, name: freeName(entry.name) });
  showRuleAs(view);
  showBuilder();
}

/** A copy of a scanner as it is shown, under another name. */
export function duplicateScanner({ entry }: ScannerItem): void {
  begin({ ...entry, enabled: true }, useBuilder.getState().view);
}

/** Brings a scanner into the builder, and the builder to the front; says so where there is none of that name. */
export function editScanner(name: string): void {
  if (!scannerItems().some(({ key }) => key === keyOf(name))) {
    toast('refused', `There is no scanner ${name} any more`);
    return;
  }
  selectScanner(keyOf(name));
  showBuilder();
}

/** The keyboard goes to the name. */
export function renameScanner({ key }: ScannerItem): void {
  selectScanner(key);
  showBuilder();
  useBuilder.setState({ naming: true });
}

/** The builder where it stands in the layout that is shown; else the layout that is made for it. */
function showBuilder(): void {
  const { document, dock } = useWorkspace.getState();
  if (dock === null || document === null) return;
  if (document.active === 'Scanner' || dock.isOpen('scanner-builder')) dock.show('scanner-builder');
  else switchLayout('Scanner');
}

/** Why the name of an item cannot be saved; undefined where it can. */
export function nameProblemOf({ entry, saved, key }: ScannerItem): string | undefined {
  const name = entry.name.trim();
  if (name === '') return 'A scanner needs a name.';
  if (!nameSchema.safeParse(name).success) {
    return 'A name begins with a letter or a digit and has at most 64 letters, digits, spaces, "_", "." or "-".';
  }
  const taken = (useScannerConfigs.getState().scanners ?? []).some(
    (each) => each.name === name && each.name !== saved?.name && keyOf(each.name) !== key,
  );
  return taken ? `There is a scanner ${name} already; choose another name.` : undefined;
}

/** Why an item cannot be saved now; undefined where it can. */
export function saveRefusal(item: ScannerItem): string | undefined {
  if (item.draft === null) return 'Nothing was changed since it was saved.';
  return nameProblemOf(item) ?? ruleRefusal(item);
}

/** Why the rule of an item cannot be played as it is written; undefined where it can, and for other kinds. */
export function ruleRefusal(item: ScannerItem): string | undefined {
  const text = ruleText(item.entry);
  if (text === undefined) return undefined;
  if (text.trim() === '') return 'The rule says nothing yet: add a condition.';
  const { catalogue } = useRuleCatalogue.getState();
  if (catalogue === null) return 'What rules may name was not read yet.';
  const check = checkedText(text, ruleInterval(item.entry), catalogue);
  const [first] = check.problems;
  return first === undefined ? undefined : first.message;
}

/** Saves the draft of an item: it takes effect at once, and can be undone. */
export async function saveScanner(item: ScannerItem | undefined = selectedItem()): Promise<void> {
  if (item?.draft == null) return;
  const refusal = saveRefusal(item);
  if (refusal !== undefined) {
    toast('refused', 'The scanner was not saved', [refusal]);
    return;
  }
  const { saved, draft } = item;
  const scanner = { ...item.entry, name: item.entry.name.trim() };
  const version = await put(scanner, saved?.name ?? null);
  if (version === undefined) return;
  dropDraft(item);
  selectScanner(keyOf(scanner.name));
  rememberAloud({
    label:
      saved === null ? `Scanner ${scanner.name} made` : `Scanner ${scanner.name} saved, version ${version}`,
    undo: async () => {
      const done = saved === null ? await take(scanner.name) : (await put(saved, scanner.name)) !== undefined;
      // What was written comes back as the draft that it was.
      if (done) restoreDraft(draft);
      if (done) selectScanner(saved === null ? draft.id : keyOf(saved.name));
      return done;
    },
    redo: async () => {
      const done = (await put(scanner, saved?.name ?? null)) !== undefined;
      if (done) dropDraft({ draft });
      if (done) selectScanner(keyOf(scanner.name));
      return done;
    },
  });
}

/** Throws away what was written since the last save; it can be brought back. */
export function discardDraft(item: ScannerItem | undefined = selectedItem()): void {
  const draft = item?.draft ?? null;
  if (item === undefined || draft === null) return;
  dropDraft(item);
  rememberAloud({
    label: `Draft of ${item.entry.name} discarded`,
    undo: () => {
      restoreDraft(draft);
      selectScanner(item.key);
      return Promise.resolve(true);
    },
    redo: () => {
      dropDraft({ draft });
      return Promise.resolve(true);
    },
  });
}

/** Takes a scanner out of the session; of one that was never saved, its draft. Either can be undone. */
export async function removeScanner(item: ScannerItem): Promise<void> {
  const { saved, draft } = item;
  if (saved === null) return discardDraft(item);
  const reply = await request('scanner.remove', { name: saved.name });
  if (!reply.ok) {
    toast('refused', `${saved.name} was not removed`, [reply.error.message]);
    return;
  }
  const { scanner, place } = reply.value;
  dropDraft(item);
  await readAll();
  rememberAloud({
    label: `Scanner ${saved.name} removed`,
    undo: async () => {
      const done = (await put(scanner, null, place)) !== undefined;
      if (done && draft !== null) restoreDraft(draft);
      return done;
    },
    redo: async () => {
      const done = await take(scanner.name);
      if (done) dropDraft(item);
      return done;
    },
  });
}

/** Switches a scanner on or off, and can be undone. */
export async function enableScanner(name: string, enabled: boolean): Promise<void> {
  if (!(await applyEnabled(name, enabled))) return;
  remember({
    label: `${enabled ? 'Started' : 'Stopped'} scanner ${name}`,
    undo: () => applyEnabled(name, !enabled),
    redo: () => applyEnabled(name, enabled),
  });
}

async function applyEnabled(name: string, enabled: boolean): Promise<boolean> {
  const reply = await request('scanner.enable', { name, enabled });
  if (!reply.ok)
    toast('refused', `${name} was not ${enabled ? 'started' : 'stopped'}`, [reply.error.message]);
  await readAll();
  return reply.ok;
}

async function put(
  scanner: ScannerConfig,
  previous: string | null,
  place?: number,
): Promise<number | undefined> {
  const entry = scannerSchema.safeParse(scanner);
  if (!entry.success) {
    const issues = entry.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    toast('refused', `${scanner.name} was not saved`, issues);
    return undefined;
  }
  const at = place === undefined ? {} : { place };
  const reply = await request('scanner.save', { scanner: entry.data, previous, ...at });
  if (!reply.ok) {
    toast('refused', `${scanner.name} was not saved`, [reply.error.message]);
    return undefined;
  }
  await readAll();
  return reply.value.version;
}

async function take(name: string): Promise<boolean> {
  const reply = await request('scanner.remove', { name });
  if (!reply.ok) toast('refused', `${name} was not removed`, [reply.error.message]);
  await readAll();
  return reply.ok;
}

/** All that shows the config follows. */
async function readAll(): Promise<void> {
  await Promise.all([readScannerConfigs(), readRuleCatalogue(), readConfig()]);
}

/** A name that no scanner and no draft has: `Gap up 2`. */
function freeName(wanted: string): string {
  const taken = new Set(scannerItems().flatMap(({ entry, saved }) => [entry.name, saved?.name]));
  const base = wanted.slice(0, 60);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}
