import { useEffect, useMemo } from 'react';
import type { DraftCondition, DraftMatch } from '../../../../shared/session/scanner-draft.ts';
import { PanelActions, usePanelId } from '../../../components/panel-host.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { RecordPanel } from '../../../grids/RecordPanel.tsx';
import { setPanelCount } from '../../../stores/panel-store.ts';
import { useScannerPreview } from '../../../stores/scanner-preview.ts';
import { select } from '../../../stores/selection-store.ts';
import { toast } from '../../../stores/toast-store.ts';
import { useWorkspace } from '../../../stores/workspace-store.ts';
import { matchColumns } from './match-columns.ts';
import { measureWords } from './measure-words.ts';
import { PreviewEmpty, PreviewLine } from './PreviewState.tsx';
import { TriedAt } from './TriedAt.tsx';
import { usePreview } from './use-preview.ts';

const NO_MATCHES: readonly DraftMatch[] = [];
const NO_CONDITIONS: readonly DraftCondition[] = [];
/** Columns follow the rule: what is moved of them holds while the rule's conditions stand. */
const UNKEPT = { saved: undefined, keep: () => undefined };

/** What the draft matches at this moment, with what each of its conditions measured. */
export function MatchesPanel() {
  const panelId = usePanelId();
  const { result, isOld } = usePreview();
  const matches = result?.draft.matches ?? NO_MATCHES;
  const conditions = result?.draft.conditions ?? NO_CONDITIONS;
  const marksNew = result?.saved != null;
  useEffect(
    () => setPanelCount(panelId, result === null ? '' : formatCount(result.draft.matchCount)),
    [panelId, result],
  );
  // Numbers of a rule come and go while they are typed; the columns are about what is measured.
  const signature = `${marksNew} ${conditions.map(({ text, operator, unit }) => `${measureWords(text, operator)} ${unit}`).join('\n')}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature says all that the columns show
  const columns = useMemo(() => matchColumns(conditions, marksNew), [signature]);
  return (
    <div className={`matches-panel ${isOld ? 'is-old' : ''}`}>
      <PanelActions>
        <TriedAt />
      </PanelActions>
      <PreviewLine />
      <RecordPanel
        key={signature}
        label="Matches now"
        rows={matches}
        columns={columns}
        givesWay={[]}
        idOf={({ symbol }) => symbol}
        textOf={({ symbol }) => symbol.toLowerCase()}
        keeper={UNKEPT}
        filtered={false}
        onSelect={({ symbol }) => select(symbol)}
        onOpen={({ symbol }) => {
          select(symbol);
          useWorkspace.getState().dock?.show('chart');
        }}
        onCopied={(count) => toast('info', count === 1 ? '1 match copied' : `${count} matches copied`)}
        empty={<NoMatches />}
      />
    </div>
  );
}

function NoMatches() {
  const { result, isOld } = useScannerPreview();
  if (result === null) {
    return <PreviewEmpty what="Write a condition: what it matches at this moment stands here." />;
  }
  const { unknown } = result.draft;
  return (
    <>
      <strong>{isOld ? 'Nothing matched before the last change' : 'Nothing matches now'}</strong>
      <span>
        {unknown > 0
          ? `Of ${formatCount(result.symbols)} symbols ${formatCount(unknown)} could not be judged.`
          : `All ${formatCount(result.symbols)} symbols could be judged.`}
      </span>
    </>
  );
}
