import { ListFilter } from 'lucide-react';
import { editUniverse } from '../stores/universe-store.ts';
import type { Command } from './command.ts';

/** What scanners watch. */
export function universeCommands(): readonly Command[] {
  return [
    {
      id: 'universe.edit',
      title: 'Edit the universe and lists of symbols…',
      group: 'Session',
      key: 'Insert',
      icon: ListFilter,
      run: () => void editUniverse(),
    },
  ];
}
