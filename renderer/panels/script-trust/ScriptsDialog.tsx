import './script-trust.css';
import { FileCode, FilePlus, FolderOpen, Import, ShieldCheck } from 'lucide-react';
import type { ScriptInfo } from '../../../shared/ipc/requests/scripts.ts';
import { Dialog, type DialogAction } from '../../components/Dialog.tsx';
import {
  closeScripts,
  createScript,
  importScript,
  showScript,
  showScriptFile,
  trustScript,
  untrustScript,
  useScripts,
} from '../../stores/script-store.ts';
import { ScriptView } from './ScriptView.tsx';
import { trustWords } from './script-words.ts';

/** The user's scripts: each is read here, whole, before it may run. */
export function ScriptsDialog() {
  const isOpen = useScripts((state) => state.isOpen);
  return isOpen ? <OpenScripts /> : null;
}

function OpenScripts() {
  const scripts = useScripts((state) => state.scripts);
  const shown = useScripts((state) => state.shown);
  return (
    <Dialog
      title="Scripts"
      lead="Scanners of your own in JavaScript. A script runs once you trust it, and not any more when its file changes."
      icon={<FileCode size={16} aria-hidden="true" />}
      width={980}
      onCancel={closeScripts}
      actions={actionsFor(shown)}
    >
      {scripts?.length === 0 ? (
        <div className="scripts-none">
          <strong>No scripts yet</strong>
          <span>Begin with a new one, which is a whole scanner already, or import a file.</span>
        </div>
      ) : (
        <div className="scripts">
          <ul className="script-list" aria-label="Scripts">
            {(scripts ?? []).map((script) => (
              <li key={script.file}>
                <ScriptRow script={script} isShown={script.file === shown?.file} />
              </li>
            ))}
          </ul>
          {shown !== null && <ScriptView script={shown} />}
        </div>
      )}
    </Dialog>
  );
}

function ScriptRow({ script, isShown }: { readonly script: ScriptInfo; readonly isShown: boolean }) {
  return (
    <button
      type="button"
      className={`script-row ${isShown ? 'is-selected' : ''}`}
      aria-current={isShown}
      onClick={() => void showScript(script.file)}
    >
      <span className="script-name">{script.file}</span>
      <span className={`script-state ${stateClass(script)}`}>{trustWords(script)}</span>
    </button>
  );
}

function stateClass({ changed, trusted }: ScriptInfo): string {
  if (trusted) return 'is-trusted';
  return changed ? 'is-changed' : '';
}

function actionsFor(shown: ScriptInfo | null): DialogAction[] {
  const icons = { size: 14, 'aria-hidden': true } as const;
  const always: DialogAction[] = [
    { label: 'New script', icon: <FilePlus {...icons} />, place: 'start', run: () => void createScript() },
    { label: 'Import…', icon: <Import {...icons} />, place: 'start', run: () => void importScript() },
  ];
  if (shown === null) return [...always, { label: 'Close', run: closeScripts, isDefault: true }];
  const trust: DialogAction = shown.trusted
    ? { label: 'Stop trusting', look: 'danger', run: () => void untrustScript(shown) }
    : {
        label: 'Trust this script',
        icon: <ShieldCheck {...icons} />,
        look: 'primary',
        run: () => void trustScript(shown),
        hint: 'Lets exactly these bytes run',
      };
  return [
    ...always,
    {
      label: 'Show the file',
      icon: <FolderOpen {...icons} />,
      place: 'start',
      run: () => void showScriptFile(shown),
    },
    { label: 'Close', run: closeScripts, isDefault: true },
    trust,
  ];
}
