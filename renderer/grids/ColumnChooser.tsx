import { useState } from 'react';
import { PopoverButton } from '../components/PopoverButton.tsx';

interface ChosenColumn {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly shown: boolean;
  /** True where it cannot be hidden: it says what the row is. */
  readonly fixed: boolean;
}

interface ColumnChooserProps {
  /** Asked for each time that the chooser opens, in the order of the screen. */
  readonly columns: () => readonly ChosenColumn[];
  readonly onChoose: (id: string, shown: boolean) => void;
  /** Puts widths, order and choice back to how they come. */
  readonly onReset: () => void;
}

/** The button that says which columns a grid shows; widths and order are dragged in the header itself. */
export function ColumnChooser({ columns, onChoose, onReset }: ColumnChooserProps) {
  const [shown, setShown] = useState<readonly ChosenColumn[]>([]);
  const reread = () => setShown(columns());
  return (
    <PopoverButton icon="columns" label="Columns" onOpen={reread}>
      <fieldset className="choices" aria-label="Columns that are shown">
        {shown.map((column) => (
          <label key={column.id} title={column.hint}>
            <input
              type="checkbox"
              checked={column.shown}
              disabled={column.fixed}
              onChange={(event) => {
                onChoose(column.id, event.target.checked);
                reread();
              }}
            />
            <span className="choice-name">{column.title}</span>
            <span className="muted">{column.hint}</span>
          </label>
        ))}
      </fieldset>
      <footer>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            onReset();
            reread();
          }}
        >
          Reset columns
        </button>
      </footer>
    </PopoverButton>
  );
}
