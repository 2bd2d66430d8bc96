import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import { Segments } from '../../components/Segments.tsx';
import type { ListDraft, ListUse } from './draft.ts';
import { SymbolText } from './SymbolText.tsx';

const USES: readonly { readonly value: ListUse; readonly label: string }[] = [
  { value: 'watch', label: 'Watch' },
  { value: 'none', label: 'Keep' },
  { value: 'leave', label: 'Leave out' },
];

interface ListEditorProps {
  readonly lists: readonly ListDraft[];
  readonly onChange: (lists: readonly ListDraft[]) => void;
  readonly onRead: (text: string, read: SymbolsRead) => void;
}

/** Named lists: each is watched, left out, or kept for rules (in_list). */
export function ListEditor({ lists, onChange, onRead }: ListEditorProps) {
  const [nextId, setNextId] = useState(lists.length);
  const change = (id: number, part: Partial<ListDraft>) =>
    onChange(lists.map((list) => (list.id === id ? { ...list, ...part } : list)));
  const add = () => {
    onChange([...lists, { id: nextId, name: `List ${lists.length + 1}`, text: '', use: 'watch' }]);
    setNextId(nextId + 1);
  };
  return (
    <section>
      <h3>
        Lists
        <button type="button" className="link-button" onClick={add}>
          <Plus size={12} aria-hidden="true" /> New list
        </button>
      </h3>
      {lists.length === 0 && <p className="muted">No lists yet. A rule can ask for one: in_list("name").</p>}
      {lists.map((list) => (
        <div key={list.id} className="symbol-list">
          <div className="symbol-list-head">
            <input
              aria-label="Name of the list"
              value={list.name}
              maxLength={64}
              onChange={(event) => change(list.id, { name: event.target.value })}
            />
            <Segments
              label={`What ${list.name} does`}
              options={USES}
              value={list.use}
              onChoose={(use) => change(list.id, { use })}
              small
            />
            <button
              type="button"
              className="tool-button"
              title={`Delete ${list.name}`}
              aria-label={`Delete ${list.name}`}
              onClick={() => onChange(lists.filter(({ id }) => id !== list.id))}
            >
              <Trash2 size={14} aria-hidden="true" />
            </button>
          </div>
          <SymbolText
            label={`Symbols of ${list.name}`}
            placeholder="AAPL, MSFT, …"
            value={list.text}
            onChange={(text) => change(list.id, { text })}
            onRead={onRead}
            allowUnknown
          />
        </div>
      ))}
    </section>
  );
}
