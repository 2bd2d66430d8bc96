import { beforeEach, describe, expect, it } from 'vitest';
import { useToasts } from './toast-store.ts';
import { redo, remember, rememberAloud, UNDO_LIMIT, type UndoEntry, undo, useUndo } from './undo-store.ts';

const done: string[] = [];

/** An entry that notes what is done with it, a turn of the event loop later. */
function entry(label: string, possible = true): UndoEntry {
  const act = (what: string) => async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    done.push(`${what} ${label}`);
    return possible;
  };
  return { label, undo: act('undo'), redo: act('redo') };
}

const labels = () => ({
  past: useUndo.getState().past.map(({ label }) => label),
  future: useUndo.getState().future.map(({ label }) => label),
});

beforeEach(() => {
  useUndo.setState({ past: [], future: [] });
  useToasts.setState({ toasts: [] });
  done.length = 0;
});

describe('the history', () => {
  it('takes back the newest first, and does it again in the order it was done', async () => {
    for (const label of ['a', 'b', 'c']) remember(entry(label));
    await undo();
    await undo();
    expect(labels()).toEqual({ past: ['a'], future: ['b', 'c'] });
    await redo();
    await redo();
    expect(labels()).toEqual({ past: ['a', 'b', 'c'], future: [] });
    expect(done).toEqual(['undo c', 'undo b', 'redo b', 'redo c']);
  });

  it('answers keys that come faster than the engine one after the other', async () => {
    for (const label of ['a', 'b']) remember(entry(label));
    await Promise.all([undo(), undo(), redo(), undo()]);
    expect(done).toEqual(['undo b', 'undo a', 'redo a', 'undo a']);
  });

  it('forgets what was taken back once something else is done', async () => {
    for (const label of ['a', 'b']) remember(entry(label));
    await undo();
    remember(entry('c'));
    expect(labels()).toEqual({ past: ['a', 'c'], future: [] });
    await redo();
    expect(done).toEqual(['undo b']);
  });

  it('leaves out what could not be taken back', async () => {
    remember(entry('a'));
    remember(entry('b', false));
    await undo();
    expect(labels()).toEqual({ past: ['a'], future: [] });
  });

  it('keeps the newest fifty', () => {
    for (let number = 0; number < UNDO_LIMIT + 3; number += 1) remember(entry(`e${number}`));
    expect([labels().past.length, labels().past[0]]).toEqual([UNDO_LIMIT, 'e3']);
  });

  it('is nothing to do where it is empty', async () => {
    await undo();
    await redo();
    expect(done).toEqual([]);
  });
});

describe('what is said aloud', () => {
  it('can be taken back from its toast, whatever was done after it', async () => {
    rememberAloud(entry('a'), '18 removed, 2 locked', 'Undo 18');
    remember(entry('b'));
    const [toast] = useToasts.getState().toasts;
    expect(toast).toMatchObject({ title: '18 removed, 2 locked', action: { label: 'Undo 18 Ctrl+Z' } });
    toast?.action?.run();
    await undo();
    expect(done).toEqual(['undo a', 'undo b']);
  });

  it('goes from the screen once it was taken back by key', async () => {
    rememberAloud(entry('a'));
    await undo();
    expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(['Undone: a']);
  });
});
