import { create } from 'zustand';
import type { Result } from '../../shared/domain/result.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { request } from '../ipc/client.ts';
import { askEach } from './ask-each.ts';
import { whenShown } from './confirmation.ts';
import { useSession } from './session-store.ts';
import { rowOfSymbol } from './symbol-rows.ts';
import { toast } from './toast-store.ts';
import { rememberAloud } from './undo-store.ts';

type Taking = 'remove' | 'demote';

/** Locks stood in the way. */
export interface Refusal {
  readonly action: Taking;
  /** The symbols that are locked. */
  readonly symbols: readonly SymbolId[];
  /** Number of the refusal in the ledger; null where the engine did not tell, or told several. */
  readonly entry: number | null;
}

interface RemovalState {
  /** What was asked for and is not shown yet. */
  readonly pending: ReadonlyMap<SymbolId, Taking>;
  /** The refusal that the dialog is about. */
  readonly refusal: Refusal | null;
}

export const useRemoval = create<RemovalState>()(() => ({ pending: new Map(), refusal: null }));

const WORDS = {
  remove: { done: 'Removed', many: 'removed', not: 'was not removed', notMany: 'were not removed' },
  demote: { done: 'Demoted', many: 'demoted', not: 'was not demoted', notMany: 'were not demoted' },
} as const;

/** Takes symbols out of the universe. It can be undone; a lock in the way opens the dialog that says whose. */
export function removeSymbols(symbols: readonly SymbolId[]): Promise<void> {
  return take('remove', symbols);
}

/** Takes symbols out of the full tier. It can be undone; a lock in the way opens the dialog that says whose. */
export function demoteSymbols(symbols: readonly SymbolId[]): Promise<void> {
  return take('demote', symbols);
}

/** Removes a locked symbol as soon as its last holder lets go. Both the mark and the removal can be undone. */
export async function removeWhenReleased(symbol: SymbolId): Promise<void> {
  let stopWatching = (): void => undefined;
  const mark = async (): Promise<boolean> => {
    const marked = await mayLeave(symbol, true);
    if (marked) stopWatching = watchLeaving(symbol);
    return marked;
  };
  const unmark = async (): Promise<boolean> => {
    const unmarked = await mayLeave(symbol, false);
    // Mark and unmark may have come in one frame: nothing was ever seen of either.
    if (unmarked) stopWatching();
    return unmarked;
  };
  if (!(await mark())) return;
  rememberAloud(
    { label: `${symbol} leaves when released`, undo: unmark, redo: mark },
    `${symbol} is removed as soon as its last holder lets go`,
  );
}

/** Tells when a marked symbol has left, which may be much later; ends where it is not marked any more, or is told to. */
function watchLeaving(symbol: SymbolId): () => void {
  let wasMarked = false;
  const look = ({ snapshot }: ReturnType<typeof useSession.getState>): void => {
    const flags = snapshot === null ? undefined : rowOfSymbol(snapshot, symbol)?.flags;
    if (flags !== undefined && (flags & SYMBOL_FLAG.leaving) !== 0) wasMarked = true;
    else if (flags === undefined || wasMarked || (flags & SYMBOL_FLAG.excluded) !== 0) {
      stop();
      if (flags !== undefined && (flags & SYMBOL_FLAG.excluded) !== 0) tellDone('remove', [symbol], 0);
    }
  };
  const stop = useSession.subscribe(look);
  // The mark may be shown before it is answered.
  look(useSession.getState());
  return stop;
}

export function closeRefusal(): void {
  useRemoval.setState({ refusal: null });
}

async function take(action: Taking, symbols: readonly SymbolId[]): Promise<void> {
  const asked = symbols.filter((symbol) => !useRemoval.getState().pending.has(symbol));
  mark(asked, action);
  const replies = await askEach(asked, (symbol) => request(`symbol.${action}`, { symbol }));
  const done = asked.filter((symbol) => isDone(replies.get(symbol)));
  await whenShown((snapshot) => done.every((symbol) => shows(action, rowOfSymbol(snapshot, symbol))));
  mark(asked, null);
  const locked = asked.filter((symbol) => codeOf(replies.get(symbol)) === 'symbol_locked');
  if (done.length > 0) tellDone(action, done, locked.length);
  if (locked.length > 0) tellLocked(action, asked.length, locked, replies);
  tellFailed(action, replies);
}

function tellDone(action: Taking, done: readonly SymbolId[], locked: number): void {
  const [first] = done;
  const { done: word, many } = WORDS[action];
  const single = done.length === 1 && locked === 0;
  const label = single ? `${word} ${first}` : `${done.length} ${many}`;
  const back = action === 'remove' ? 'symbol.restore' : 'symbol.promote';
  rememberAloud(
    {
      label,
      undo: () => again(done, (symbol) => request(back, { symbol }), 'was not brought back'),
      redo: () => again(done, (symbol) => request(`symbol.${action}`, { symbol }), WORDS[action].not),
    },
    locked === 0 ? label : `${label}, ${locked} locked`,
    single ? 'Undo' : `Undo ${done.length}`,
  );
}

/** One refusal opens the dialog; among many symbols it is offered, since the others are done. */
function tellLocked(
  action: Taking,
  asked: number,
  locked: readonly SymbolId[],
  replies: ReadonlyMap<SymbolId, Result<boolean>>,
): void {
  const [first] = locked;
  const entry = locked.length === 1 && first !== undefined ? entryOf(replies.get(first)) : null;
  const refusal: Refusal = { action, symbols: locked, entry };
  const open = (): void => useRemoval.setState({ refusal });
  if (asked === locked.length) open();
  else {
    const { not, notMany } = WORDS[action];
    const title =
      locked.length === 1 ? `${first} is locked and ${not}` : `${listed(locked)} are locked and ${notMany}`;
    toast('refused', title, [], { label: 'Show holders', run: open });
  }
}

function tellFailed(action: Taking, replies: ReadonlyMap<SymbolId, Result<boolean>>): void {
  for (const [symbol, reply] of replies) {
    if (!reply.ok && reply.error.code !== 'symbol_locked')
      toast('refused', `${symbol} ${WORDS[action].not}`, [reply.error.message]);
  }
}

/** For undo and redo: nothing is remembered, refusals are said. True where any was done. */
async function again(
  symbols: readonly SymbolId[],
  ask: (symbol: SymbolId) => Promise<Result<boolean>>,
  not: string,
): Promise<boolean> {
  const replies = await askEach(symbols, ask);
  const refused = [...replies].flatMap(([symbol, reply]) => (reply.ok ? [] : [{ symbol, ...reply.error }]));
  const [first] = refused;
  if (first !== undefined) {
    const who = refused.length === 1 ? first.symbol : `${first.symbol} and ${refused.length - 1} more`;
    toast('refused', `${who} ${refused.length === 1 ? not : not.replace('was', 'were')}`, [first.message]);
  }
  return symbols.some((symbol) => isDone(replies.get(symbol)));
}

async function mayLeave(symbol: SymbolId, on: boolean): Promise<boolean> {
  const reply = await request('symbol.removeWhenReleased', { symbol, on });
  if (!reply.ok) toast('refused', `${symbol} was not marked`, [reply.error.message]);
  return reply.ok && reply.value;
}

function shows(action: Taking, row: ReturnType<typeof rowOfSymbol>): boolean {
  if (row === undefined) return true;
  if (action === 'remove') return (row.flags & SYMBOL_FLAG.excluded) !== 0;
  return row.state !== 'promoted' && row.state !== 'loading';
}

function isDone(reply: Result<boolean> | undefined): boolean {
  return reply?.ok === true && reply.value;
}

function codeOf(reply: Result<boolean> | undefined): string | null {
  return reply === undefined || reply.ok ? null : reply.error.code;
}

/** The ledger's number of a refusal, from its details. */
function entryOf(reply: Result<boolean> | undefined): number | null {
  if (reply === undefined || reply.ok) return null;
  const { details } = reply.error;
  const entry = typeof details === 'object' && details !== null && 'entry' in details ? details.entry : null;
  return typeof entry === 'number' ? entry : null;
}

/** `IBM, HIG and 3 more`. */
function listed(symbols: readonly SymbolId[]): string {
  const shown = symbols.slice(0, 4);
  const more = symbols.length - shown.length;
  return more > 0
    ? `${shown.join(', ')} and ${more} more`
    : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function mark(symbols: readonly SymbolId[], action: Taking | null): void {
  useRemoval.setState(({ pending }) => {
    const next = new Map(pending);
    for (const symbol of symbols) {
      if (action === null) next.delete(symbol);
      else next.set(symbol, action);
    }
    return { pending: next };
  });
}
