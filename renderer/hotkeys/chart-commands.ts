import { RotateCcw, Table2 } from 'lucide-react';
import { activeChart } from '../stores/chart-store.ts';
import type { Command } from './command.ts';

/** What the chart that was used last can be told to do. */
export function chartCommands(): readonly Command[] {
  const chart = activeChart();
  if (chart === undefined) return [];
  return [
    {
      id: 'chart.reset',
      title: 'Reset the view of the chart',
      group: 'Panels',
      key: 'Alt+R',
      icon: RotateCcw,
      run: chart.reset,
    },
    {
      id: 'chart.table',
      title: 'Table of the bars on the chart',
      group: 'Panels',
      key: 'Alt+T',
      icon: Table2,
      run: chart.toggleTable,
    },
  ];
}
