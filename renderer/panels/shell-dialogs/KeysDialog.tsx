import { Keyboard } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { Keys } from '../../components/Keys.tsx';
import { keyGroups } from '../../hotkeys/key-list.ts';
import { keyParts } from '../../hotkeys/keys.ts';
import { closeDialog } from '../../stores/shell-store.ts';

/** Every key that does something now, with what it does. */
export function KeysDialog() {
  const [typed, setTyped] = useState('');
  const groups = useMemo(() => keyGroups(typed), [typed]);
  return (
    <Dialog
      title="Keys"
      lead="Letters and digits act where a grid or a chart has the focus. Ctrl is Cmd on macOS."
      icon={<Keyboard size={16} aria-hidden="true" />}
      width={720}
      onCancel={closeDialog}
      actions={[{ label: 'Close', run: closeDialog, look: 'primary' }]}
    >
      <input
        type="text"
        className="keys-filter"
        aria-label="Filter keys"
        placeholder="Filter by what it does, or by key"
        data-autofocus=""
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="keys-scroll">
        <div className="keys-groups">
          {groups.length === 0 && <p className="muted">No key does that.</p>}
          {groups.map(({ head, lines }) => (
            <section key={head}>
              <h3>{head}</h3>
              {lines.map(({ title, key }) => (
                <div key={`${key} ${title}`} className="keys-line">
                  <span>{title}</span>
                  <Keys parts={keyParts(key)} />
                </div>
              ))}
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
