import { FileCode } from 'lucide-react';
import type { DroppedScript } from '../../../shared/ipc/requests/scripts.ts';
import { Dialog, type DialogAction } from '../../components/Dialog.tsx';
import { formatCount } from '../../format/numbers.ts';
import { leaveDropped, placeDropped, useScripts } from '../../stores/script-store.ts';
import { droppedWords, hashWords } from './script-words.ts';

/** A script was dropped on the window: nothing is copied before the user agrees. */
export function DroppedScriptDialog() {
  const dropped = useScripts((state) => state.dropped);
  return dropped === null ? null : <Asked dropped={dropped} />;
}

function Asked({ dropped }: { readonly dropped: DroppedScript }) {
  const { bytes, file, lines, sha256, there } = dropped;
  return (
    <Dialog
      title={there === 'other' ? `Replace ${file}?` : `Copy ${file} to your scripts?`}
      lead={droppedWords(dropped)}
      icon={<FileCode size={16} aria-hidden="true" />}
      tone={there === 'other' ? 'stale' : 'accent'}
      onCancel={leaveDropped}
      actions={actionsFor(dropped)}
    >
      <dl className="script-facts">
        <dt>SHA-256</dt>
        <dd className="script-hash">{hashWords(sha256)}</dd>
        <dt>Size</dt>
        <dd>
          {formatCount(lines)} lines, {formatCount(bytes)} bytes
        </dd>
      </dl>
    </Dialog>
  );
}

function actionsFor(dropped: DroppedScript): DialogAction[] {
  const leave: DialogAction = { label: 'Cancel', run: leaveDropped, isDefault: dropped.there === 'other' };
  const beside = () => void placeDropped(dropped, 'beside');
  if (dropped.there !== 'other') {
    return [leave, { label: 'Copy it', look: 'primary', isDefault: true, run: beside }];
  }
  return [
    leave,
    { label: 'Replace the file', look: 'danger', run: () => void placeDropped(dropped, 'instead') },
    { label: 'Keep both', look: 'primary', run: beside },
  ];
}
