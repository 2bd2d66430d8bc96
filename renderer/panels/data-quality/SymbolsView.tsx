import { type ReactNode, useEffect, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { QualityPage, QualityScope, SymbolQuality } from '../../../shared/session/quality.ts';
import { usePanelId } from '../../components/panel-host.tsx';
import { Segments } from '../../components/Segments.tsx';
import { formatCount } from '../../format/numbers.ts';
import { RecordPanel } from '../../grids/RecordPanel.tsx';
import { keepOf } from '../../stores/panel-memory.ts';
import { followQuality, useQuality } from '../../stores/quality-store.ts';
import { select } from '../../stores/selection-store.ts';
import { toast } from '../../stores/toast-store.ts';
import { useWorkspace } from '../../stores/workspace-store.ts';
import { DayList } from './DayList.tsx';
import { scoreText, stateWords } from './quality-words.ts';
import { SYMBOL_COLUMNS, SYMBOL_GIVES_WAY } from './symbol-columns.ts';

const SCOPES = [
  { value: 'issues', label: 'With issues' },
  { value: 'promoted', label: 'Promoted' },
  { value: 'all', label: 'All' },
] as const;

const NONE: readonly SymbolQuality[] = [];

/** How good the data of each symbol is, the worst first; beside it the selected one, session by session. */
export function SymbolsView({ views }: { views: ReactNode }) {
  const panelId = usePanelId();
  const page = useQuality((state) => state.page);
  const [scope, setScope] = useState<QualityScope>('all');
  const [text, setText] = useState('');
  const [shown, setShown] = useState<SymbolId | null>(null);
  useEffect(() => followQuality({ scope, text: text.trim().split(/[\s,]+/)[0] ?? '' }), [scope, text]);
  return (
    <div className="quality-symbols">
      <RecordPanel
        label="Data quality by symbol"
        rows={page?.rows ?? NONE}
        columns={SYMBOL_COLUMNS}
        givesWay={SYMBOL_GIVES_WAY}
        idOf={({ symbol }) => symbol}
        textOf={({ symbol, state }) => `${symbol} ${stateWords(state).word}`.toLowerCase()}
        keeper={keepOf(panelId, 'symbol-columns')}
        onText={setText}
        onSelect={({ symbol }) => {
          select(symbol);
          setShown(symbol);
        }}
        onOpen={openOnChart}
        onCopied={(count) => toast('info', count === 1 ? '1 symbol copied' : `${count} symbols copied`)}
        tools={
          <>
            {views}
            <Segments label="Symbols" options={SCOPES} value={scope} onChoose={setScope} small />
          </>
        }
        empty={<Empty scope={scope} page={page} />}
      />
      <DayList symbol={shown} summary={page !== null && <Summary page={page} />} />
    </div>
  );
}

/** The session date as a whole, and how many symbols the page leaves out. */
function Summary({ page: { rows, session, total } }: { page: QualityPage }) {
  const { expected, lost, score, withGaps } = session;
  const more = total > rows.length ? ` · the worst ${rows.length} of ${formatCount(total)} are shown` : '';
  const gaps =
    withGaps === 0 ? 'no gaps' : `${formatCount(lost)} bars lost in ${formatCount(withGaps)} symbols`;
  return (
    <p className="quality-note" title="The session date, all symbols together">
      {session.date}: <b>{scoreText(score ?? Number.NaN)}</b> · {formatCount(expected)} bars due, {gaps}
      {more}
    </p>
  );
}

function Empty({ scope, page }: { scope: QualityScope; page: QualityPage | null }) {
  if (page === null) return <strong>No session is open</strong>;
  if (scope === 'promoted') return <strong>Nothing is promoted</strong>;
  if (scope === 'all') return <strong>No symbol's data was asked for</strong>;
  return (
    <>
      <strong>No symbol has an issue</strong>
      <span>Minutes without a trade are none: they are quiet, and counted under All.</span>
    </>
  );
}

function openOnChart({ symbol, lastGap }: SymbolQuality): void {
  select(symbol, lastGap?.from ?? null);
  useWorkspace.getState().dock?.show('chart');
}
