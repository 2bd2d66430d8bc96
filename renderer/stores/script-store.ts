import { create } from 'zustand';
import type { DroppedScript, ScriptInfo, ScriptText } from '../../shared/ipc/requests/scripts.ts';
import { dropScript, request } from '../ipc/client.ts';
import { toast } from './toast-store.ts';

interface ScriptState {
  /** Whether their dialog is. */
  readonly isOpen: boolean;
  /** The user's scripts; null until they were read. */
  readonly scripts: readonly ScriptInfo[] | null;
  /** The one that is shown, with its text as it is on the disk. */
  readonly shown: ScriptText | null;
  /** One that was dropped on the window and waits for the user's answer; null while there is none. */
  readonly dropped: DroppedScript | null;
}

export const useScripts = create<ScriptState>()(() => ({
  ...{ isOpen: false, scripts: null, shown: null },
  dropped: null,
}));

/** Opens the dialog of scripts, on one of them where it is named. */
export function openScripts(file?: string): void {
  useScripts.setState({ isOpen: true });
  void readScripts(file);
}

export function closeScripts(): void {
  useScripts.setState({ isOpen: false });
}

/** Reads which scripts there are, and shows one: the one of that name, that was shown before, or the first. */
async function readScripts(wanted?: string): Promise<void> {
  const reply = await request('script.list', undefined);
  if (!reply.ok) {
    toast('refused', 'The scripts cannot be listed', [reply.error.message]);
    return;
  }
  const scripts = reply.value;
  const name = wanted ?? useScripts.getState().shown?.file;
  const next = scripts.find(({ file }) => file === name) ?? scripts[0];
  useScripts.setState({ scripts });
  if (next === undefined) useScripts.setState({ shown: null });
  else await showScript(next.file);
}

/** Shows a script as it is now. */
export async function showScript(file: string): Promise<void> {
  const reply = await request('script.read', { file });
  if (reply.ok) useScripts.setState({ shown: reply.value });
  else toast('refused', `${file} cannot be shown`, [reply.error.message]);
}

/** Trusts exactly the bytes that are shown. */
export async function trustScript({ file, sha256 }: ScriptInfo): Promise<void> {
  const reply = await request('script.trust', { file, sha256 });
  if (!reply.ok) toast('refused', `${file} was not trusted`, [reply.error.message]);
  await readScripts(file);
}

/** Scanners that run it go on until the session ends. */
export async function untrustScript({ file, sha256 }: ScriptInfo): Promise<void> {
  const reply = await request('script.untrust', { file, sha256 });
  if (!reply.ok) toast('refused', `${file} is trusted no more until the program ends`, [reply.error.message]);
  await readScripts(file);
}

/** The user chooses a file, which is copied; it is not trusted by that. */
export async function importScript(): Promise<void> {
  const reply = await request('script.import', undefined);
  if (!reply.ok) toast('refused', 'The script was not imported', [reply.error.message]);
  else if (reply.value !== null) await readScripts(reply.value);
}

/** Reads a script that was dropped; it is copied once the user agrees. */
export async function lookAtScript(files: readonly File[]): Promise<void> {
  const reply = await dropScript(files);
  if (!reply.ok) toast('refused', 'Nothing was copied', [reply.error.message]);
  else if (reply.value.there === 'same') {
    toast('info', `${reply.value.file} is among your scripts already, the very same`);
    openScripts(reply.value.file);
  } else useScripts.setState({ dropped: reply.value });
}

export function leaveDropped(): void {
  useScripts.setState({ dropped: null });
}

/** Copies the dropped script into the folder, and shows it there. */
export async function placeDropped({ sha256 }: DroppedScript, place: 'beside' | 'instead'): Promise<void> {
  leaveDropped();
  const reply = await request('script.placeDropped', { sha256, place });
  if (reply.ok) openScripts(reply.value);
  else toast('refused', 'The script was not copied', [reply.error.message]);
}

/** A new script from the template. */
export async function createScript(): Promise<void> {
  const reply = await request('script.create', undefined);
  if (reply.ok) await readScripts(reply.value);
  else toast('refused', 'The script was not made', [reply.error.message]);
}

/** Shows it in the system's file manager. */
export async function showScriptFile({ file }: ScriptInfo): Promise<void> {
  const reply = await request('script.show', { file });
  if (!reply.ok) toast('refused', `${file} cannot be shown`, [reply.error.message]);
}
