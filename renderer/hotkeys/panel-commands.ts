import { ArrowLeftRight, CandlestickChart, Maximize2, PanelsTopLeft } from 'lucide-react';
import { type DockCommands, useWorkspace } from '../stores/workspace-store.ts';
import type { Command } from './command.ts';

/** Groups that a digit reaches. */
const DIGITS = 9;

/** Panels: each to the front, the focus from group to group, one group over all. */
export function panelCommands(): readonly Command[] {
  const { dock } = useWorkspace.getState();
  if (dock === null) return [];
  const command = (rest: Omit<Command, 'group' | 'inFields'>): Command => ({
    group: 'Panels',
    inFields: true,
    ...rest,
  });
  return [
    ...dock.panels.map(({ id, title }) =>
      command({
        id: `panel.${id}`,
        title: `Show ${title}`,
        key: null,
        icon: PanelsTopLeft,
        run: () => dock.show(id),
      }),
    ),
    command({
      id: 'panel.add-chart',
      title: 'Add a chart',
      key: null,
      icon: CandlestickChart,
      run: () => dock.addChart(),
    }),
    command({
      id: 'panel.maximize',
      title: 'Maximise the panel with the focus, or give the room back',
      key: 'Ctrl+Shift+Enter',
      icon: Maximize2,
      run: () => dock.maximize(),
    }),
    command({
      id: 'panel.next',
      title: 'Next panel',
      key: 'F6',
      icon: ArrowLeftRight,
      run: () => dock.cycle(1),
    }),
    command({
      id: 'panel.previous',
      title: 'Previous panel',
      key: 'Shift+F6',
      icon: ArrowLeftRight,
      run: () => dock.cycle(-1),
    }),
    ...numbered(dock, command),
  ];
}

function numbered(
  dock: DockCommands,
  command: (rest: Omit<Command, 'group' | 'inFields'>) => Command,
): Command[] {
  return Array.from({ length: DIGITS }, (_, index) =>
    command({
      id: `panel.focus-${index + 1}`,
      title: `Go to panel ${index + 1}`,
      key: `Ctrl+${index + 1}`,
      icon: PanelsTopLeft,
      run: () => dock.focusGroup(index),
    }),
  );
}
