import { create } from 'zustand';

export type ToastLevel = 'info' | 'refused';

export interface Toast {
  readonly id: number;
  readonly level: ToastLevel;
  readonly title: string;
  readonly lines: readonly string[];
}

interface ToastState {
  /** Oldest first. */
  readonly toasts: readonly Toast[];
}

const LIMIT = 3;
const LIFETIME_MS: Record<ToastLevel, number> = { info: 4_000, refused: 10_000 };

let lastId = 0;

export const useToasts = create<ToastState>()(() => ({ toasts: [] }));

/** Shows a message in the corner; at most three stand at once, each leaves by itself. */
export function toast(level: ToastLevel, title: string, lines: readonly string[] = []): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, level, title, lines }].slice(-LIMIT) }));
  setTimeout(() => dismiss(id), LIFETIME_MS[level]);
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}
