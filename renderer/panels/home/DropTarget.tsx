import './drop-target.css';
import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importDropped } from '../../stores/csv-import-store.ts';
import { lookAtDropped } from '../../stores/home-store.ts';
import { lookAtScript, useScripts } from '../../stores/script-store.ts';

/** A folder, CSV files or a script that is dropped anywhere on the window is looked into. */
export function DropTarget() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      // Panels that are dragged about are not files.
      if (!hasFiles(event)) return;
      event.preventDefault();
      const accepts = acceptedNow() !== 'nothing';
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = accepts ? 'copy' : 'none';
      setOver(accepts);
    };
    const leave = (event: DragEvent): void => {
      // Null where it leaves the window, not only an element of it.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const accepted = acceptedNow();
      if (event.dataTransfer !== null && accepted !== 'nothing') takeDrop(event.dataTransfer, accepted);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="drop-target" aria-hidden="true">
      <p>
        <FolderOpen />
        Drop a data folder, CSV files or a script: they are only read, and you are asked first
      </p>
    </div>
  );
}

/** A dialog is answered first; the one of scripts takes scripts. */
function acceptedNow(): 'everything' | 'scripts' | 'nothing' {
  const dialogs = document.querySelectorAll('dialog:modal').length;
  if (dialogs === 0) return 'everything';
  return dialogs === 1 && useScripts.getState().isOpen ? 'scripts' : 'nothing';
}

/** Files of programs, of which those that are no scripts are refused with a reason. */
const PROGRAM = /\.[cm]?[jt]sx?$/i;

/** One folder is opened as it is; other files, and more than one folder, are for the import. */
function takeDrop({ files, items }: DataTransfer, accepted: 'everything' | 'scripts'): void {
  const [first] = files;
  if (first === undefined) return;
  if (accepted === 'scripts' || [...files].some(({ name }) => PROGRAM.test(name))) {
    void lookAtScript([...files]);
    return;
  }
  const isFolder = files.length === 1 && items[0]?.webkitGetAsEntry()?.isDirectory === true;
  if (isFolder) void lookAtDropped(first);
  else void importDropped([...files]);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
