import { Eye, Keyboard, Moon, Rows3, Settings, Sun, Volume2, VolumeX, Zap } from 'lucide-react';
import type { Settings as Preferences } from '../../shared/ipc/requests/product.ts';
import { useAppearance } from '../stores/appearance-store.ts';
import { changeSettings, useSettings } from '../stores/settings-store.ts';
import { openDialog, openPalette } from '../stores/shell-store.ts';
import type { Command } from './command.ts';

const DENSITIES: readonly (readonly [Preferences['density'], string])[] = [
  ['compact', 'compact'],
  ['normal', 'normal'],
  ['roomy', 'roomy'],
];
const FLASHES: readonly (readonly [Preferences['flash'], string])[] = [
  ['tint', 'tint the cell'],
  ['tick', 'a dot beside it'],
  ['off', 'off'],
];

/** How the window looks, and help. */
export function lookCommands(): readonly Command[] {
  const { settings } = useSettings.getState();
  const look = (rest: Omit<Command, 'group' | 'key'>): Command => ({ group: 'Look', key: null, ...rest });
  const isSafe = settings.palette === 'colour_safe';
  return [
    look({ id: 'look.theme', title: themeTitle(), icon: themeIcon(), run: toggleTheme }),
    look({
      id: 'look.palette',
      title: isSafe ? 'Colours: green and red' : 'Colours: blue and amber (colour-safe)',
      icon: Eye,
      run: () => void changeSettings({ palette: isSafe ? 'classic' : 'colour_safe' }),
    }),
    ...DENSITIES.map(([density, word]) =>
      look({
        id: `look.density-${density}`,
        title: `Rows: ${word}`,
        icon: Rows3,
        refusal: settings.density === density ? 'They are.' : null,
        run: () => void changeSettings({ density }),
      }),
    ),
    ...FLASHES.map(([flash, word]) =>
      look({
        id: `look.flash-${flash}`,
        title: `A changed value: ${word}`,
        icon: Zap,
        refusal: settings.flash === flash ? 'It is.' : null,
        run: () => void changeSettings({ flash }),
      }),
    ),
    {
      id: 'look.sounds',
      group: 'Look',
      title: settings.sounds === 'on' ? 'Mute sounds' : 'Let sounds be heard',
      key: 'Ctrl+Shift+M',
      inFields: true,
      icon: settings.sounds === 'on' ? VolumeX : Volume2,
      run: () => void changeSettings({ sounds: settings.sounds === 'on' ? 'off' : 'on' }),
    },
    ...help(),
  ];
}

/** The other of dark and light; from then on the system is not followed. */
export function toggleTheme(): void {
  void changeSettings({ theme: useAppearance.getState().theme === 'dark' ? 'light' : 'dark' });
}

function themeTitle(): string {
  return useAppearance.getState().theme === 'dark' ? 'Light theme' : 'Dark theme';
}

function themeIcon() {
  return useAppearance.getState().theme === 'dark' ? Sun : Moon;
}

function help(): Command[] {
  const command = (rest: Omit<Command, 'group' | 'inFields'>): Command => ({
    group: 'Help',
    inFields: true,
    ...rest,
  });
  return [
    command({
      id: 'help.palette',
      title: 'Search symbols and commands',
      key: 'Ctrl+K',
      run: () => openPalette(),
    }),
    command({
      id: 'help.settings',
      title: 'Settings…',
      key: 'Ctrl+,',
      icon: Settings,
      run: () => openDialog('settings'),
    }),
    command({
      id: 'help.keys',
      title: 'Keys…',
      key: 'Ctrl+/',
      icon: Keyboard,
      run: () => openDialog('keys'),
    }),
  ];
}
