import { COMMAND_GROUPS } from './command.ts';
import { allCommands } from './commands.ts';

/** What a key does. */
export interface KeyLine {
  readonly title: string;
  readonly key: string;
}

export interface KeyGroup {
  readonly head: string;
  readonly lines: readonly KeyLine[];
}

/** Keys that the commands do not list: of one place of the window, or of what is selected. */
const PLACES: readonly KeyGroup[] = [
  {
    head: 'Selected symbol',
    lines: [
      { title: 'Promote, after a preview', key: 'Ctrl+Enter' },
      { title: 'Demote', key: 'Ctrl+Backspace' },
      { title: 'Lock or unlock', key: 'Ctrl+L' },
      { title: 'Remove from the universe', key: 'Delete' },
      { title: 'Buy, on paper', key: 'Ctrl+B' },
      { title: 'Sell, on paper', key: 'Ctrl+Shift+B' },
    ],
  },
  {
    head: 'Grids and charts',
    lines: [
      { title: 'Search a symbol: type its first letter', key: 'A … Z' },
      { title: 'Filter the grid with the focus', key: 'Ctrl+F' },
      { title: 'Copy the selected rows', key: 'Ctrl+C' },
      { title: 'Next row; the chart follows', key: 'Space' },
      { title: 'Previous row; the chart follows', key: 'Shift+Space' },
      { title: 'Interval of the chart: type it', key: '5 … Enter' },
    ],
  },
];

/** Every key with what it does, under heads; narrowed by a typed text, which may be a key. */
export function keyGroups(typed: string): readonly KeyGroup[] {
  const commands = allCommands();
  const general = COMMAND_GROUPS.filter((group) => group !== 'Symbol').map((group) => ({
    head: group,
    lines: commands.flatMap(({ title, key, group: of, id }) =>
      of === group && key !== null && !isRepetition(id) ? [{ title: lineTitle(id, title), key }] : [],
    ),
  }));
  const text = typed.trim().toLowerCase();
  const holds = ({ title, key }: KeyLine) => `${title} ${key}`.toLowerCase().includes(text);
  return [...PLACES, ...general]
    .map(({ head, lines }) => ({ head, lines: lines.filter(holds) }))
    .filter(({ lines }) => lines.length > 0);
}

function lineTitle(id: string, title: string): string {
  return id === 'panel.focus-1' ? 'Go to panel 1, and so on to 9' : title;
}

/** One line stands for the nine digits. */
function isRepetition(id: string): boolean {
  return /^panel\.focus-[2-9]$/.test(id);
}
