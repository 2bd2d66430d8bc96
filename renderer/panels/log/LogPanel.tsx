import { useEffect, useState } from 'react';
import type { LogEntry } from '../../../shared/session/activity.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { Segments } from '../../components/Segments.tsx';
import { RecordPanel } from '../../grids/RecordPanel.tsx';
import { followLog, useActivity } from '../../stores/activity-store.ts';
import { keepOf } from '../../stores/panel-memory.ts';
import { select } from '../../stores/selection-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { LOG_COLUMNS, LOG_GIVES_WAY } from './columns.ts';

type Level = 'all' | 'warnings' | 'errors';

const LEVELS = [
  { value: 'all', label: 'All' },
  { value: 'warnings', label: 'Warnings' },
  { value: 'errors', label: 'Errors' },
] as const;

const PASSES: Record<Level, ((entry: LogEntry) => boolean) | undefined> = {
  all: undefined,
  warnings: ({ level }) => level !== 'info',
  errors: ({ level }) => level === 'error',
};

/** What the session has to say, the newest first. */
export function LogPanel() {
  const panelId = usePanelId();
  const entries = useActivity((state) => state.log);
  const [level, setLevel] = useState<Level>('all');
  useEffect(followLog, []);
  return (
    <RecordPanel
      label="Log"
      rows={entries}
      columns={LOG_COLUMNS}
      givesWay={LOG_GIVES_WAY}
      idOf={({ number }) => String(number)}
      textOf={({ source, symbol, message }) => `${source} ${symbol ?? ''} ${message}`.toLowerCase()}
      passes={PASSES[level]}
      keeper={keepOf(panelId, 'columns')}
      onSelect={({ symbol, time }) => {
        if (symbol !== null) select(symbol, time);
      }}
      onCopied={(count) => toast('info', count === 1 ? '1 line copied' : `${count} lines copied`)}
      tools={<Segments label="Levels" options={LEVELS} value={level} onChoose={setLevel} small />}
      empty={
        <>
          <strong>Nothing to tell yet</strong>
          <span>Promotions, locks, orders, loads that fell short and lost feeds are told here.</span>
        </>
      }
    />
  );
}
