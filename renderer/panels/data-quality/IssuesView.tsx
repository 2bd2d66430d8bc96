import { type ReactNode, useState } from 'react';
import type { QualityRecord } from '../../../shared/session/activity.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { Segments } from '../../components/Segments.tsx';
import { formatCount } from '../../format/numbers.ts';
import { RecordPanel } from '../../grids/RecordPanel.tsx';
import { useActivity } from '../../stores/activity-store.ts';
import { keepOf } from '../../stores/panel-memory.ts';
import { select } from '../../stores/selection-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { kindWord, QUALITY_COLUMNS, QUALITY_GIVES_WAY } from './columns.ts';

type Severity = 'all' | 'errors';

const SEVERITIES = [
  { value: 'all', label: 'All' },
  { value: 'errors', label: 'Errors' },
] as const;

const NONE: readonly QualityRecord[] = [];
const isError = ({ severity }: QualityRecord): boolean => severity === 'error';

/** What is wrong with the session's data, the worst first; opening a row shows it on the chart. */
export function IssuesView({ views }: { views: ReactNode }) {
  const panelId = usePanelId();
  const records = useActivity((state) => state.quality);
  const [shown, setShown] = useState<Severity>('all');
  return (
    <RecordPanel
      label="Data quality"
      rows={records ?? NONE}
      columns={QUALITY_COLUMNS}
      givesWay={QUALITY_GIVES_WAY}
      idOf={recordId}
      textOf={(record) => `${record.symbol ?? ''} ${kindWord(record)} ${record.evidence}`.toLowerCase()}
      passes={shown === 'errors' ? isError : undefined}
      keeper={keepOf(panelId, 'columns')}
      onSelect={({ symbol }) => {
        if (symbol !== null) select(symbol);
      }}
      onOpen={openOnChart}
      onCopied={(count) => toast('info', count === 1 ? '1 issue copied' : `${count} issues copied`)}
      tools={
        <>
          {views}
          <Segments label="Severity" options={SEVERITIES} value={shown} onChoose={setShown} small />
        </>
      }
      empty={records === null ? <Unread /> : <NoIssues />}
    />
  );
}

/** The record of a file has no symbol; its evidence names the file. */
function recordId({ kind, symbol, evidence }: QualityRecord): string {
  return `${kind} ${symbol ?? evidence.replace(/, line \d+:.*$/, '')}`;
}

function openOnChart({ symbol, last }: QualityRecord): void {
  if (symbol === null) return;
  select(symbol, last);
  useWorkspace.getState().dock?.show('chart');
}

function Unread() {
  return <strong>No session is open</strong>;
}

function NoIssues() {
  const bars = useSession((state) => state.snapshot?.status.barCount ?? 0);
  return (
    <>
      <strong>No issues in {formatCount(bars)} bars</strong>
      <span>Rejected rows, bad and revised bars, missing history and lost feeds are counted here.</span>
    </>
  );
}
