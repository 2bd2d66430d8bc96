import './palette.css';
import { useShell } from '../../stores/shell-store.ts';
import { PaletteBox } from './PaletteBox.tsx';

/** The search for symbols and commands; over the window while it is open. */
export function Palette() {
  const query = useShell((state) => state.palette);
  return query === null ? null : <PaletteBox initial={query} />;
}
