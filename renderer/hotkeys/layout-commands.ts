import { LayoutDashboard, Lock, LockOpen, Pencil, RotateCcw, Save, Trash2 } from 'lucide-react';
import { openDialog } from '../stores/shell-store.ts';
import { isBuiltIn, layoutNames } from '../stores/workspace-document.ts';
import {
  deleteLayout,
  lockLayout,
  resetLayout,
  switchLayout,
  useWorkspace,
} from '../stores/workspace-store.ts';
import type { Command } from './command.ts';

/** Arrangements of panels: one for another, and the user's own. */
export function layoutCommands(): readonly Command[] {
  const { document } = useWorkspace.getState();
  if (document === null) return [];
  const { active, locked } = document;
  const command = (rest: Omit<Command, 'group'>): Command => ({ group: 'Layouts', ...rest });
  const own: Command[] = isBuiltIn(active)
    ? []
    : [
        command({
          id: 'layout.rename',
          title: `Rename layout ${active}…`,
          key: null,
          icon: Pencil,
          run: () => openDialog('rename-layout'),
        }),
        command({
          id: 'layout.delete',
          title: `Delete layout ${active}`,
          key: null,
          icon: Trash2,
          run: () => deleteLayout(active),
        }),
      ];
  return [
    ...layoutNames(document).map((name) =>
      command({
        id: `layout.show-${name}`,
        title: `Layout ${name}`,
        key: null,
        icon: LayoutDashboard,
        refusal: name === active ? 'It is shown.' : null,
        run: () => switchLayout(name),
      }),
    ),
    command({
      id: 'layout.save-as',
      title: 'Save the layout as…',
      key: 'Ctrl+S',
      icon: Save,
      inFields: true,
      run: () => openDialog('save-layout'),
    }),
    ...own,
    command({
      id: 'layout.reset',
      title: `Reset layout ${active}`,
      key: null,
      icon: RotateCcw,
      run: resetLayout,
    }),
    command({
      id: 'layout.lock',
      title: locked ? 'Unlock the layout' : 'Lock the layout: panels stay where they are',
      key: null,
      icon: locked ? LockOpen : Lock,
      run: () => lockLayout(!locked),
    }),
  ];
}
