import './universe-editor.css';
import { ListFilter } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import type { UniverseState } from '../../../shared/session/universe.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { formatCount } from '../../format/numbers.ts';
import { closeUniverseEditor, useUniverseEditor, watch } from '../../stores/universe-store.ts';
import { draftOf, type Readings, textsOf, type UniverseDraft, watchedOf } from './draft.ts';
import { ListEditor } from './ListEditor.tsx';
import { SymbolText } from './SymbolText.tsx';

/** What scanners watch, edited in one place; nothing changes before it is applied, and that can be undone. */
export function UniverseDialog() {
  const edited = useUniverseEditor((state) => state.edited);
  return edited === null ? null : <Editor state={edited} />;
}

function Editor({ state }: { state: UniverseState }) {
  const [draft, setDraft] = useState<UniverseDraft>(() => draftOf(state));
  const [readings, setReadings] = useState<Readings>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const edit = (change: Partial<UniverseDraft>) => {
    setProblem(null);
    setDraft((before) => ({ ...before, ...change }));
  };
  const onRead = useCallback((text: string, read: SymbolsRead) => {
    setReadings((before) => new Map(before).set(text, read));
  }, []);
  const isRead = textsOf(draft).every((text) => readings.has(text));
  const apply = async () => {
    const watched = watchedOf(draft, readings);
    if (typeof watched === 'string') {
      setProblem(watched);
      return;
    }
    setSaving(true);
    const refused = await watch(watched);
    setSaving(false);
    if (refused === null) closeUniverseEditor();
    else setProblem(refused);
  };
  return (
    <Dialog
      title="Universe"
      lead={`What scanners watch: ${formatCount(state.watched)} symbols now. Promoted and locked symbols stay, whatever is watched.`}
      icon={<ListFilter size={16} aria-hidden="true" />}
      width={720}
      onCancel={closeUniverseEditor}
      actions={[
        { label: 'Cancel', run: closeUniverseEditor },
        {
          label: isSaving ? 'Applying…' : 'Watch these',
          run: () => void apply(),
          look: 'primary',
          disabled: !isRead || isSaving,
        },
      ]}
    >
      <div className="universe-editor">
        <Whole state={state} draft={draft} onEdit={edit} />
        <section>
          <h3>Symbols by hand</h3>
          <SymbolText
            label="Symbols by hand"
            placeholder="AAPL, BRK.B, … typed or pasted, or the symbol column of a CSV file"
            value={draft.byHand}
            onChange={(byHand) => edit({ byHand })}
            onRead={onRead}
          />
        </section>
        <ListEditor lists={draft.lists} onChange={(lists) => edit({ lists })} onRead={onRead} />
        <section>
          <h3>Left out</h3>
          <SymbolText
            label="Symbols left out"
            placeholder="Watched in no session, whatever else names them"
            value={draft.leftOut}
            onChange={(leftOut) => edit({ leftOut })}
            onRead={onRead}
            allowUnknown
          />
        </section>
        {problem !== null && (
          <p className="universe-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Everything of an index or of a source. */
function Whole(props: {
  state: UniverseState;
  draft: UniverseDraft;
  onEdit: (change: Partial<UniverseDraft>) => void;
}) {
  const { state, draft, onEdit } = props;
  const { index, sources } = state;
  return (
    <section className="universe-whole">
      <label>
        <input
          type="checkbox"
          checked={draft.index}
          onChange={(event) => onEdit({ index: event.target.checked })}
        />
        {index.title}
        <span className="muted">
          {formatCount(index.symbols)} members as of {index.asOf}
        </span>
      </label>
      {sources.map(({ name, symbols }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={draft.source === name}
            onChange={(event) => onEdit({ source: event.target.checked ? name : null })}
          />
          Everything of {name}
          <span className="muted">{formatCount(symbols)} symbols</span>
        </label>
      ))}
    </section>
  );
}
