import './drop-target.css';
import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { lookAtDropped } from '../../stores/home-store.ts';

/** A folder that is dropped anywhere on the window is looked into; whatever else is dropped there does nothing. */
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
      const file = event.dataTransfer?.files[0];
      if (file !== undefined && document.querySelector('dialog:modal') === null) void lookAtDropped(file);
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
        Drop a data folder: it is only read, and you see a report first
      </p>
    </div>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
