import { useSession } from '../stores/session-store.ts';
import { openPalette, useShell } from '../stores/shell-store.ts';
import { toast } from '../stores/toast-store.ts';
import { commandOfKey } from './commands.ts';
import { keyName } from './keys.ts';

/** Where plain letters begin a search for a symbol: a grid's rows, a chart. */
const TYPING_PLACES = '[role="grid"], [role="treegrid"], [data-typing="symbol"]';

/** Listens for the workstation's keys; returns what ends it. Text fields and dialogs keep their own. */
export function listenToHotkeys(): () => void {
  document.addEventListener('keydown', onKey, { capture: true });
  return () => document.removeEventListener('keydown', onKey, { capture: true });
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isDialogOpen()) return;
  const inField = isField(event.target);
  const key = keyName(event);
  const command = commandOfKey(key);
  if (command === undefined) {
    if (!inField) startSearch(event);
    return;
  }
  if (inField && command.inFields !== true) return;
  event.preventDefault();
  event.stopPropagation();
  // The reason alone: pressed again it is counted, not stacked.
  if (command.refusal) toast('info', command.refusal);
  else command.run();
}

/** A letter on a grid or chart is the first of a symbol. */
function startSearch(event: KeyboardEvent): void {
  const isLetter = /^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isPlace = event.target instanceof Element && event.target.closest(TYPING_PLACES) !== null;
  if (!isLetter || !isPlace || useSession.getState().snapshot === null) return;
  event.preventDefault();
  event.stopPropagation();
  openPalette(event.key.toUpperCase());
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** What is open over the window has the keys; a card that lets one go on working does not. */
function isDialogOpen(): boolean {
  return useShell.getState().palette !== null || document.querySelector('dialog:modal') !== null;
}
