import { activeChart } from '../stores/chart-store.ts';
import { useSelection } from '../stores/selection-store.ts';
import { useSession } from '../stores/session-store.ts';
import { chartCommands } from './chart-commands.ts';
import type { Command } from './command.ts';
import { hitCommands } from './hit-commands.ts';
import { layoutCommands } from './layout-commands.ts';
import { lookCommands } from './look-commands.ts';
import { panelCommands } from './panel-commands.ts';
import { replayCommands } from './replay-commands.ts';
import { scannerCommands } from './scanner-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { symbolCommands } from './symbol-commands.ts';
import { universeCommands } from './universe-commands.ts';

/** Everything that the window can be told to do as it stands now, each with its key. */
export function allCommands(): readonly Command[] {
  const { symbols } = useSelection.getState();
  const isOpen = useSession.getState().snapshot !== null;
  const inSession = isOpen
    ? [
        ...symbolCommands(symbols),
        ...hitCommands(),
        ...replayCommands(),
        ...chartCommands(),
        ...scannerCommands(),
        ...panelCommands(),
        ...layoutCommands(),
        ...universeCommands(),
      ]
    : [];
  return [...inSession, ...sessionCommands(isOpen), ...lookCommands()];
}

/** Those that the palette lists: while nothing is selected, symbol actions are about the charted symbol, by name. */
export function listedCommands(): readonly Command[] {
  const charted = activeChart()?.symbol();
  const isSelected = useSelection.getState().symbol !== null;
  const isOpen = useSession.getState().snapshot !== null;
  if (isSelected || charted === undefined || !isOpen) return allCommands();
  // A key is about what is selected: these have none.
  return [...symbolCommands([charted]).map((command) => ({ ...command, key: null })), ...allCommands()];
}

/** The command of a key, where it has one and can be done now. */
export function commandOfKey(key: string): Command | undefined {
  return allCommands().find((command) => command.key === key);
}
