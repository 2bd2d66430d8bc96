import type { ScannerRecord } from '../../../shared/session/activity.ts';
import type { IconName } from '../../components/icon-shapes.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { scheduleWords } from '../../format/schedule.ts';
import { formatTimeOn } from '../../format/times.ts';
import { figureColumn, type GridColumn } from '../../grids/columns.ts';
import { markColumn, wordColumn } from '../../grids/word-column.ts';
import { useSession } from '../../stores/session-store.ts';

const WORDS: Record<ScannerRecord['state'], string> = { active: 'On', disabled: 'Off', failed: 'Stopped' };
const ICONS: Record<ScannerRecord['state'], IconName> = {
  active: 'tick',
  disabled: 'registered',
  failed: 'error',
};
const RANKS: Record<ScannerRecord['state'], number> = { failed: 0, active: 1, disabled: 2 };

function timeText(time: number): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return date === undefined || Number.isNaN(time) ? MISSING : formatTimeOn(time, date);
}

interface Figure {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly of: (record: ScannerRecord) => number | null;
}

function timeColumn({ id, title, hint, of }: Figure): GridColumn<ScannerRecord> {
  const value = (record: ScannerRecord): number => of(record) ?? Number.NaN;
  return figureColumn({
    id,
    title,
    hint,
    width: 74,
    value,
    text: timeText,
    copy: (row) => timeText(value(row)),
  });
}

function countColumn({ id, title, hint, of }: Figure, classes = {}): GridColumn<ScannerRecord> {
  const value = (record: ScannerRecord): number => of(record) ?? Number.NaN;
  return figureColumn({ id, title, hint, width: 50, value, text: formatCount, classes });
}

export const SCANNER_COLUMNS: readonly GridColumn<ScannerRecord>[] = [
  markColumn<ScannerRecord>({
    id: 'state',
    title: 'State',
    hint: 'Stopped: it failed three times in a row, or could not be set up',
    width: 66,
    word: ({ state }) => WORDS[state],
    icon: ({ state }) => ICONS[state],
    look: ({ state }) => `mark-${state}`,
    rank: ({ state }) => RANKS[state],
  }),
  wordColumn<ScannerRecord>({
    id: 'name',
    title: 'Name',
    hint: 'Its name in the session config',
    text: ({ name }) => name,
    width: 132,
    cellClass: 'cell-strong',
  }),
  wordColumn<ScannerRecord>({
    id: 'kind',
    title: 'Kind',
    hint: 'Which scanner of the program',
    text: ({ kind }) => kind,
    width: 56,
  }),
  countColumn({
    id: 'hits',
    title: 'Hits',
    hint: 'Symbols that it found today',
    of: ({ hitsToday }) => hitsToday,
  }),
  countColumn({ id: 'runs', title: 'Runs', hint: 'Scans since the run began', of: ({ runs }) => runs }),
  countColumn(
    { id: 'errors', title: 'Errors', hint: 'Scans that failed', of: ({ errors }) => errors },
    { 'cell-error': ({ errors }: ScannerRecord) => errors > 0 },
  ),
  figureColumn<ScannerRecord>({
    id: 'cost',
    title: 'p95 ms',
    hint: 'What a scan takes in milliseconds: the 95th percentile of the newest ones',
    width: 56,
    value: ({ costP95Ms }) => costP95Ms ?? Number.NaN,
    text: (cost) => (Number.isNaN(cost) ? MISSING : cost.toFixed(cost < 10 ? 1 : 0)),
  }),
  timeColumn({ id: 'last', title: 'Last run', hint: 'Exchange time', of: ({ lastRun }) => lastRun }),
  timeColumn({ id: 'next', title: 'Next run', hint: 'Exchange time, today', of: ({ nextRun }) => nextRun }),
  wordColumn<ScannerRecord>({
    id: 'schedule',
    title: 'Runs at',
    hint: 'When it runs, exchange time; what its code said, where it failed',
    text: ({ lastError, config }) =>
      lastError === null ? scheduleWords(config) : `${lastError} · ${scheduleWords(config)}`,
    width: 140,
    cellClassRules: { 'cell-error': ({ data }) => data !== undefined && data.lastError !== null },
    flex: true,
  }),
];

export const SCANNER_GIVES_WAY: readonly string[] = ['kind', 'runs', 'cost', 'next', 'errors', 'last'];
