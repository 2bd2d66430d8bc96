import './drop-target.css';
import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importDropped } from '../../stores/csv-import-store.ts';
import { lookAtDropped } from '../../stores/home-store.ts';

/** A folder or CSV files that are dropped anywhere on the window are looked into. */
export function DropTarget() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      // Panels that are dragged about are not files.
      if (!hasFiles(event)) return;
      event.preventDefault();
      const accepts = document.querySelector('dialog:modal') === null;
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
      if (event.dataTransfer !== null && document.querySelector('dialog:modal') === null) {
        takeDrop(event.dataTransfer);
      }
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
        Drop a data folder or CSV files: they are only read, and you see a report first
      </p>
    </div>
  );
}

/** One folder is opened as it is; files, and more than one folder, are for the import. */
function takeDrop({ files, items }: DataTransfer): void {
  const [first] = files;
  if (first === undefined) return;
  const isFolder = files.length === 1 && items[0]?.webkitGetAsEntry()?.isDirectory === true;
  if (isFolder) void lookAtDropped(first);
  else void importDropped([...files]);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
