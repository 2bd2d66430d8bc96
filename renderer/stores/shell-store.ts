import { create } from 'zustand';

/** A dialog of the window itself. */
export type ShellDialog = 'settings' | 'keys' | 'save-layout' | 'rename-layout';

interface ShellState {
  /** What the palette opens with; null while it is closed. */
  readonly palette: string | null;
  readonly dialog: ShellDialog | null;
}

export const useShell = create<ShellState>()(() => ({ palette: null, dialog: null }));

/** Opens the search for symbols and commands, with a first letter where one was typed. */
export function openPalette(query = ''): void {
  useShell.setState({ palette: query });
}

export function closePalette(): void {
  useShell.setState({ palette: null });
}

export function openDialog(dialog: ShellDialog): void {
  useShell.setState({ dialog, palette: null });
}

export function closeDialog(): void {
  useShell.setState({ dialog: null });
}
