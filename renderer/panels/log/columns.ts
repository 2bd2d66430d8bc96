import type { IRowNode } from 'ag-grid-community';
import type { LogEntry } from '../../../shared/session/activity.ts';
import type { IconName } from '../../components/icon-shapes.ts';
import { formatTimeOn } from '../../format/times.ts';
import type { GridColumn } from '../../grids/columns.ts';
import { markColumn, wordColumn } from '../../grids/word-column.ts';
import { useSession } from '../../stores/session-store.ts';

const WORDS: Record<LogEntry['level'], string> = { info: 'Info', warning: 'Warning', error: 'Error' };
const ICONS: Record<LogEntry['level'], IconName> = { info: 'dot', warning: 'warning', error: 'error' };
const RANKS: Record<LogEntry['level'], number> = { error: 0, warning: 1, info: 2 };

function timeText({ time, wallTime }: LogEntry): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return date === undefined ? wallTime : formatTimeOn(time, date);
}

/** Entries of one instant stand in their own order. */
function byNumber(_a: unknown, _b: unknown, a: IRowNode<LogEntry>, b: IRowNode<LogEntry>): number {
  return (a.data?.number ?? 0) - (b.data?.number ?? 0);
}

const time: GridColumn<LogEntry> = {
  id: 'time',
  title: 'Time ET',
  hint: 'Exchange time of the session',
  copy: timeText,
  definition: {
    valueGetter: ({ data }) => data?.number,
    valueFormatter: ({ data }) => (data === undefined ? '' : timeText(data)),
    comparator: byNumber,
    sortingOrder: ['desc', 'asc'],
    sort: 'desc',
    cellClass: 'cell-quiet',
    pinned: 'left',
    lockPinned: true,
    width: 104,
  },
};

export const LOG_COLUMNS: readonly GridColumn<LogEntry>[] = [
  time,
  markColumn<LogEntry>({
    id: 'level',
    title: 'Level',
    hint: 'How much it matters',
    width: 84,
    word: ({ level }) => WORDS[level],
    icon: ({ level }) => ICONS[level],
    look: ({ level }) => `mark-${level}`,
    rank: ({ level }) => RANKS[level],
  }),
  wordColumn<LogEntry>({
    id: 'source',
    title: 'Source',
    hint: 'Which part of the session speaks',
    text: ({ source }) => source,
    width: 76,
  }),
  wordColumn<LogEntry>({
    id: 'symbol',
    title: 'Symbol',
    hint: 'The symbol that it is about',
    text: ({ symbol }) => symbol ?? '',
    width: 68,
    cellClass: 'cell-strong',
  }),
  wordColumn<LogEntry>({
    id: 'message',
    title: 'Message',
    hint: 'What happened',
    text: ({ message }) => message,
    width: 160,
    cellClass: 'cell-text',
    flex: true,
  }),
];

export const LOG_GIVES_WAY: readonly string[] = ['source'];
