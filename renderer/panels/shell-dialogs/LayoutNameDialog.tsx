import { LayoutDashboard } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { closeDialog } from '../../stores/shell-store.ts';
import { nameProblem } from '../../stores/workspace-document.ts';
import { renameLayout, saveLayoutAs, useWorkspace } from '../../stores/workspace-store.ts';

/** Asks for the name of a copy of what is shown. */
export function SaveLayoutDialog() {
  return (
    <NameDialog
      title="Save the layout as"
      lead="The panels as they stand now, with their columns and intervals, under a name of yours."
      verb="Save"
      initial=""
      onName={saveLayoutAs}
    />
  );
}

export function RenameLayoutDialog() {
  const active = useWorkspace((state) => state.document?.active ?? '');
  return (
    <NameDialog
      title={`Rename layout ${active}`}
      lead="The panels stay as they are."
      verb="Rename"
      initial={active}
      onName={(name) => renameLayout(active, name)}
    />
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly verb: string;
  readonly initial: string;
  readonly onName: (name: string) => void;
}

function NameDialog({ title, lead, verb, initial, onName }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const document = useWorkspace((state) => state.document);
  const problem = document === null ? null : nameProblem(document, name);
  const submit = () => {
    if (problem !== null) return;
    closeDialog();
    onName(name);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Dialog
      title={title}
      lead={lead}
      icon={<LayoutDashboard size={16} aria-hidden="true" />}
      width={440}
      onCancel={closeDialog}
      actions={[
        { label: 'Cancel', run: closeDialog },
        { label: verb, run: submit, look: 'primary', disabled: problem !== null },
      ]}
    >
      <form onSubmit={onSubmit} className="name-form">
        <input
          type="text"
          aria-label="Name of the layout"
          aria-invalid={problem !== null && name !== initial}
          aria-describedby="name-problem"
          placeholder="Morning"
          data-autofocus=""
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <p id="name-problem" className="muted">
          {name === initial ? '' : (problem ?? '')}
        </p>
      </form>
    </Dialog>
  );
}
