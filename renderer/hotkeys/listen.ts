import { useSession } from '../stores/session-store.ts';
import { openPalette, useShell } from '../stores/shell-store.ts';
import { toast } from '../stores/toast-store.ts';
import { useWorkspace } from '../stores/workspace-store.ts';
import { commandOfKey } from './commands.ts';
import { keyName } from './keys.ts';

/** Where plain letters begin a search for a symbol: a grid's rows, a chart. */
const TYPING_PLACES = '[role="grid"], [role="treegrid"], [data-typing="symbol"]';

/** Keys that rows and charts know: moving, opening, a symbol's letter, an interval's digit. */
const PANEL_KEYS = /^(?:Arrow(?:Up|Down)|Page(?:Up|Down)|Home|End|Enter| |[a-z0-9])$/i;

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
    if (!inField && !handToPanel(event)) startSearch(event);
    return;
  }
  if (inField && command.inFields !== true) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat && command.once === true) return;
  // The reason alone: pressed again it is counted, not stacked.
  if (command.refusal) toast('info', command.refusal);
  else command.run();
}

/**
 * Nothing has the focus: what had it is gone, a row that scrolled away perhaps, or nothing had it yet. A key
 * of rows and charts then goes to the panel that was used last, as if the focus had stayed there.
 */
function handToPanel(event: KeyboardEvent): boolean {
  const isOurs = PANEL_KEYS.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.target !== document.body || !isOurs) return false;
  useWorkspace.getState().dock?.refocus();
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return false;
  event.preventDefault();
  event.stopPropagation();
  const { key, code, shiftKey } = event;
  activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
  );
  return true;
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
