import { create } from 'zustand';
import type { Settings } from '../../shared/ipc/requests/product.ts';
import { useSettings } from './settings-store.ts';

interface AppearanceState {
  /** The theme that is drawn: `system` is resolved. */
  readonly theme: 'dark' | 'light';
  readonly palette: Settings['palette'];
  readonly density: Settings['density'];
}

const systemIsLight = window.matchMedia('(prefers-color-scheme: light)');

/** How the window looks now; the tokens of the page stand accordingly when this changes. */
export const useAppearance = create<AppearanceState>()(() => appearanceOf(useSettings.getState().settings));

/** Keeps the page's tokens with the settings, and with the system's theme, for as long as the page lives. */
export function followAppearance(): void {
  const apply = () => {
    const appearance = appearanceOf(useSettings.getState().settings);
    // First the tokens: who follows the store reads them.
    Object.assign(document.documentElement.dataset, appearance);
    useAppearance.setState(appearance);
  };
  apply();
  useSettings.subscribe(apply);
  systemIsLight.addEventListener('change', apply);
}

function appearanceOf({ theme, palette, density }: Settings): AppearanceState {
  const system = systemIsLight.matches ? 'light' : 'dark';
  return { theme: theme === 'system' ? system : theme, palette, density };
}
