import { FileCode, FlaskConical, Pencil, Plus, Power, RotateCcw, Save, Trash2 } from 'lucide-react';
import {
  discardDraft,
  editScanner,
  enableScanner,
  newRule,
  removeScanner,
  saveRefusal,
  saveScanner,
} from '../stores/scanner-commands.ts';
import { scannerItems, selectedItem } from '../stores/scanner-drafts.ts';
import { useBuilder } from '../stores/scanner-item.ts';
import { openReplayTest } from '../stores/scanner-test.ts';
import { openScripts } from '../stores/script-store.ts';
import type { Command } from './command.ts';

/** Scanners: new ones, those that there are, and what is being written. */
export function scannerCommands(): readonly Command[] {
  const command = (rest: Omit<Command, 'group'>): Command => ({ group: 'Scanners', ...rest });
  const item = selectedItem();
  const inBuilder = useBuilder.getState().focused;
  const named = scannerItems().flatMap(({ saved }) => (saved === null ? [] : [saved]));
  const written =
    item === undefined
      ? []
      : [
          command({
            id: 'scanner.save',
            title: `Save scanner ${item.entry.name}`,
            // Elsewhere the same key saves the layout.
            key: inBuilder ? 'Ctrl+S' : null,
            icon: Save,
            inFields: true,
            refusal: saveRefusal(item) ?? null,
            run: () => void saveScanner(),
          }),
          command({
            id: 'scanner.discard',
            title: `Discard the draft of ${item.entry.name}`,
            key: null,
            icon: RotateCcw,
            refusal: item.draft === null ? 'Nothing was changed since it was saved.' : null,
            run: () => discardDraft(),
          }),
          command({
            id: 'scanner.test',
            title: `Test scanner ${item.entry.name} on past sessions`,
            key: null,
            icon: FlaskConical,
            run: openReplayTest,
          }),
          command({
            id: 'scanner.remove',
            title: `Remove scanner ${item.entry.name}`,
            key: null,
            icon: Trash2,
            run: () => void removeScanner(item),
          }),
        ];
  return [
    command({ id: 'scanner.new', title: 'New scanner', key: null, icon: Plus, run: newRule }),
    command({ id: 'scripts', title: 'Scripts', key: null, icon: FileCode, run: () => openScripts() }),
    ...written,
    ...named.map(({ name }) =>
      command({
        id: `scanner.edit-${name}`,
        title: `Edit scanner ${name}`,
        key: null,
        icon: Pencil,
        run: () => editScanner(name),
      }),
    ),
    ...named.map(({ name, enabled }) =>
      command({
        id: `scanner.enable-${name}`,
        title: `${enabled ? 'Stop' : 'Start'} scanner ${name}`,
        key: null,
        icon: Power,
        run: () => void enableScanner(name, !enabled),
      }),
    ),
  ];
}
