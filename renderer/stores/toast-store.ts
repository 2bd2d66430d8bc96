import { create } from 'zustand';

export type ToastLevel = 'info' | 'refused';

/** What can be done about what the toast says: `Undo`. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly level: ToastLevel;
  readonly title: string;
  readonly lines: readonly string[];
  readonly action: ToastAction | null;
  /** How often the same was said while it stood. */
  readonly times: number;
}

interface ToastState {
  /** Oldest first. */
  readonly toasts: readonly Toast[];
}

const LIMIT = 3;
const LIFETIME_MS: Record<ToastLevel, number> = { info: 4_000, refused: 10_000 };
/** Long enough to see that it was the wrong symbol, and to reach the button. */
const WITH_ACTION_MS = 10_000;

let lastId = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const useToasts = create<ToastState>()(() => ({ toasts: [] }));

/**
 * Shows a message above the status bar; at most three stand at once, each leaves by itself.
 * The same message again is counted on the one that stands. The value is the id that `dismiss` takes.
 */
export function toast(
  level: ToastLevel,
  title: string,
  lines: readonly string[] = [],
  action: ToastAction | null = null,
): number {
  const { toasts } = useToasts.getState();
  const same =
    action === null ? toasts.find((each) => each.title === title && sameLines(each, lines)) : undefined;
  if (same !== undefined) dismiss(same.id);
  lastId += 1;
  const added: Toast = { id: lastId, level, title, lines, action, times: (same?.times ?? 0) + 1 };
  show(added);
  return added.id;
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}

/** While the pointer is on them or the keyboard inside, toasts stay. */
export function holdToasts(held: boolean): void {
  for (const { id } of useToasts.getState().toasts) clearTimeout(timers.get(id));
  if (!held) for (const each of useToasts.getState().toasts) leaveLater(each);
}

function show(added: Toast): void {
  const all = [...useToasts.getState().toasts, added];
  for (const { id } of all.slice(0, -LIMIT)) dismiss(id);
  useToasts.setState({ toasts: all.slice(-LIMIT) });
  leaveLater(added);
}

function leaveLater({ id, level, action }: Toast): void {
  const lifetime = action === null ? LIFETIME_MS[level] : WITH_ACTION_MS;
  timers.set(
    id,
    setTimeout(() => dismiss(id), lifetime),
  );
}

function sameLines(each: Toast, lines: readonly string[]): boolean {
  return each.action === null && each.lines.join('\n') === lines.join('\n');
}
