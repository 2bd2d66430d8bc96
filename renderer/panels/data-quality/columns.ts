import type { QualityRecord } from '../../../shared/session/activity.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';
import { figureColumn, type GridColumn } from '../../grids/columns.ts';
import { markColumn, wordColumn } from '../../grids/word-column.ts';
import { useSession } from '../../stores/session-store.ts';

const KINDS: Record<QualityRecord['kind'], string> = {
  rejected: 'Rejected rows',
  quarantined: 'Bad bars',
  revised: 'Revised bars',
  missing: 'Missing bars',
  feed: 'Feed lost',
};

export function kindWord({ kind }: QualityRecord): string {
  return KINDS[kind];
}

function timeText(time: number): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return date === undefined || Number.isNaN(time) ? MISSING : formatTimeOn(time, date);
}

function timeColumn(
  id: string,
  title: string,
  hint: string,
  of: (record: QualityRecord) => number | null,
): GridColumn<QualityRecord> {
  return figureColumn<QualityRecord>({
    id,
    title,
    hint,
    width: 104,
    value: (record) => of(record) ?? Number.NaN,
    text: timeText,
    copy: (record) => timeText(of(record) ?? Number.NaN),
  });
}

export const QUALITY_COLUMNS: readonly GridColumn<QualityRecord>[] = [
  markColumn<QualityRecord>({
    id: 'severity',
    title: 'Severity',
    hint: 'Error: data is missing or wrong. Warning: it was mended, or less came than asked',
    width: 90,
    word: ({ severity }) => (severity === 'error' ? 'Error' : 'Warning'),
    icon: ({ severity }) => (severity === 'error' ? 'error' : 'warning'),
    look: ({ severity }) => `mark-${severity}`,
    rank: ({ severity }) => (severity === 'error' ? 0 : 1),
  }),
  wordColumn<QualityRecord>({
    id: 'symbol',
    title: 'Symbol',
    hint: 'The symbol that it is about',
    text: ({ symbol }) => symbol ?? '',
    width: 72,
    cellClass: 'cell-strong',
  }),
  wordColumn<QualityRecord>({
    id: 'kind',
    title: 'Kind',
    hint: 'What is wrong',
    text: kindWord,
    width: 100,
    cellClass: 'cell-text',
  }),
  figureColumn<QualityRecord>({
    id: 'count',
    title: 'Count',
    hint: 'How often; stretches for missing bars',
    width: 62,
    value: ({ count }) => count,
    text: formatCount,
  }),
  timeColumn('first', 'First', 'Exchange time at which it was noticed first', ({ first }) => first),
  timeColumn('last', 'Last', 'Exchange time at which it was noticed last', ({ last }) => last),
  wordColumn<QualityRecord>({
    id: 'action',
    title: 'Action taken',
    hint: 'What the session did about it',
    text: ({ action }) => action,
    width: 190,
  }),
  wordColumn<QualityRecord>({
    id: 'evidence',
    title: 'Evidence',
    hint: 'File and line, sessions, or reason: the newest case',
    text: ({ evidence }) => evidence,
    width: 160,
    flex: true,
  }),
];

export const QUALITY_GIVES_WAY: readonly string[] = ['first', 'action', 'last'];
