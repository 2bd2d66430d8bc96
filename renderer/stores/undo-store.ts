import { create } from 'zustand';
import { useSession } from './session-store.ts';
import { dismiss, toast } from './toast-store.ts';

/** Something that was done and can be taken back. */
export interface UndoEntry {
  /** What was done: `Removed AAPL`. */
  readonly label: string;
  /** Both answer whether it was done; a refusal is shown by them. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

interface UndoState {
  /** Oldest first. */
  readonly past: readonly UndoEntry[];
  /** What was taken back, the newest first. */
  readonly future: readonly UndoEntry[];
}

/** How much can be taken back. */
export const UNDO_LIMIT = 50;

const NOTHING: UndoState = { past: [], future: [] };

/** What the user did to the session and can take back. It ends with the session. */
export const useUndo = create<UndoState>()(() => NOTHING);

useSession.subscribe(({ snapshot }) => {
  if (snapshot === null && useUndo.getState() !== NOTHING) useUndo.setState(NOTHING);
});

/** One after the other: keys may come faster than the engine answers. */
let turn: Promise<unknown> = Promise.resolve();

/** Puts what was done onto the history; what had been taken back cannot be done again after it. */
export function remember(entry: UndoEntry): void {
  useUndo.setState(({ past }) => ({ past: [...past, entry].slice(-UNDO_LIMIT), future: [] }));
}

/** Remembers, and says what was done for ten seconds with the way back beside it. */
export function rememberAloud(entry: UndoEntry, title = entry.label, undoLabel = 'Undo'): void {
  remember(entry);
  const run = () => void undoOne(entry);
  const id = toast('info', title, [], { label: `${undoLabel} Ctrl+Z`, run });
  const stop = useUndo.subscribe(({ past }) => {
    if (past.includes(entry)) return;
    stop();
    dismiss(id);
  });
}

/** Takes back what was done last. */
export function undo(): Promise<void> {
  return inTurn(async () => {
    const entry = useUndo.getState().past.at(-1);
    if (entry !== undefined) await takeBack(entry);
  });
}

/** Does again what was taken back last. */
export function redo(): Promise<void> {
  return inTurn(async () => {
    const [entry, ...future] = useUndo.getState().future;
    if (entry === undefined) return;
    useUndo.setState({ future });
    if (!(await entry.redo())) return;
    useUndo.setState(({ past }) => ({ past: [...past, entry].slice(-UNDO_LIMIT) }));
    toast('info', `Done again: ${entry.label}`);
  });
}

/** Takes one thing back wherever it stands in the history. */
function undoOne(entry: UndoEntry): Promise<void> {
  return inTurn(async () => {
    if (useUndo.getState().past.includes(entry)) await takeBack(entry);
  });
}

/** What cannot be taken back leaves the history: a second try would be refused as well. */
async function takeBack(entry: UndoEntry): Promise<void> {
  useUndo.setState(({ past }) => ({ past: past.filter((each) => each !== entry) }));
  if (!(await entry.undo())) return;
  useUndo.setState(({ future }) => ({ future: [entry, ...future] }));
  toast('info', `Undone: ${entry.label}`);
}

function inTurn(task: () => Promise<void>): Promise<void> {
  const done = turn.then(task);
  turn = done.catch(() => undefined);
  return done;
}
