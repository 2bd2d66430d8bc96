import type { LucideIcon } from 'lucide-react';

/** Heads of the palette and of the key list, in this order. */
export const COMMAND_GROUPS = [
  'Symbol',
  'Replay',
  'Scanners',
  'Panels',
  'Layouts',
  'Session',
  'Look',
  'Help',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Something that the window can be told to do, by a key or from the palette. */
export interface Command {
  /** Stable: `replay.step`. */
  readonly id: string;
  /** `Step to the next bar`. */
  readonly title: string;
  readonly group: CommandGroup;
  /** Name of its key as keys.ts makes it; null where it has none. */
  readonly key: string | null;
  readonly icon?: LucideIcon;
  /** The key also works while a text field has the focus: for keys that edit nothing. */
  readonly inFields?: boolean;
  /** A key that is held does it once: for what the next press would do to another symbol. */
  readonly once?: boolean;
  /** Why it cannot be done now; null where it can. */
  readonly refusal?: string | null;
  readonly run: () => void;
}
