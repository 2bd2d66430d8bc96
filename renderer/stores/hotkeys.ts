import type { SymbolId } from '../../shared/domain/symbol.ts';
import { act, control, lockToggle } from './commands.ts';
import { useSelection } from './selection-store.ts';
import { useSession } from './session-store.ts';

type SymbolKey = (symbol: SymbolId) => void;

/** Keys that act on the selected symbol. */
const SYMBOL_KEYS = new Map<string, SymbolKey>([
  ['Ctrl+Enter', (symbol) => void act('promote', symbol)],
  ['Ctrl+Backspace', (symbol) => void act('demote', symbol)],
  ['Ctrl+L', (symbol) => void act(lockToggle(symbol), symbol)],
  ['Delete', (symbol) => void act('remove', symbol)],
]);

/** Listens for the workstation's keys; returns what ends it. A text field keeps its own keys. */
export function listenToHotkeys(): () => void {
  document.addEventListener('keydown', onKey, { capture: true });
  return () => document.removeEventListener('keydown', onKey, { capture: true });
}

function onKey(event: KeyboardEvent): void {
  const key = keyName(event);
  if (key === 'Ctrl+Shift+Space') {
    event.preventDefault();
    togglePause();
    return;
  }
  const run = SYMBOL_KEYS.get(key);
  const { symbol } = useSelection.getState();
  if (run === undefined || symbol === null || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  event.stopPropagation();
  run(symbol);
}

/** `Ctrl+Shift+Space`; Ctrl means Cmd on macOS. */
function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}

function togglePause(): void {
  const runState = useSession.getState().snapshot?.status.runState;
  if (runState === 'paused') void control('session.resume');
  else if (runState === 'running') void control('session.pause');
}
