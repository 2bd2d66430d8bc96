import { ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { Keys } from '../../components/Keys.tsx';
import { StateCell } from '../../components/StateCell.tsx';
import { formatPercent, formatPrice } from '../../format/numbers.ts';
import type { Command } from '../../hotkeys/command.ts';
import { keyParts } from '../../hotkeys/keys.ts';
import { useSession } from '../../stores/session-store.ts';
import { rowOfSymbol } from '../../stores/symbol-rows.ts';
import type { PaletteItem, PaletteSection } from './items.ts';

interface PaletteListProps {
  readonly id: string;
  readonly sections: readonly PaletteSection[];
  readonly current: PaletteItem | undefined;
  readonly onPoint: (item: PaletteItem) => void;
  readonly onChoose: (item: PaletteItem) => void;
  readonly onActions: (symbol: SymbolId) => void;
}

/** What was found, under heads; one line is marked. */
export function PaletteList({ id, sections, current, onPoint, onChoose, onActions }: PaletteListProps) {
  return (
    <div className="palette-list" role="listbox" id={id} aria-label="Found">
      {sections.length === 0 && <p className="palette-none">No symbol of the session and no command.</p>}
      {sections.map(({ head, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a list box, not of form fields
        <div key={head} role="group" aria-label={head}>
          <div className="palette-head">{head}</div>
          {items.map((item) => (
            <PaletteLine
              key={item.id}
              item={item}
              isMarked={item === current}
              onPoint={() => onPoint(item)}
              onChoose={() => onChoose(item)}
              onActions={onActions}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface LineProps {
  readonly item: PaletteItem;
  readonly isMarked: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
  readonly onActions: (symbol: SymbolId) => void;
}

function PaletteLine({ item, isMarked, onPoint, onChoose, onActions }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isMarked) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isMarked]);
  return (
    // The keyboard stays in the field, which names the marked line as its active descendant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={line}
      id={`palette-${item.id}`}
      className="palette-line"
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      aria-disabled={item.kind === 'command' && Boolean(item.command.refusal)}
      onPointerMove={isMarked ? undefined : onPoint}
      onClick={onChoose}
    >
      {item.kind === 'symbol' ? (
        <SymbolLine symbol={item.symbol} onActions={onActions} />
      ) : (
        <CommandLine command={item.command} />
      )}
    </div>
  );
}

function CommandLine({ command }: { command: Command }) {
  const { title, icon: CommandIcon, key, refusal } = command;
  return (
    <>
      <span className="palette-icon">
        {CommandIcon !== undefined && <CommandIcon size={14} aria-hidden="true" />}
      </span>
      <span className="palette-title">{title}</span>
      {refusal && <span className="muted">{refusal}</span>}
      {key !== null && <Keys parts={keyParts(key)} />}
    </>
  );
}

function SymbolLine({ symbol, onActions }: { symbol: SymbolId; onActions: (symbol: SymbolId) => void }) {
  const row = useSession((state) => (state.snapshot === null ? undefined : state.snapshot.seq));
  const { snapshot } = useSession.getState();
  const known = row === undefined || snapshot === null ? undefined : rowOfSymbol(snapshot, symbol);
  const change = known?.changePercent ?? Number.NaN;
  return (
    <>
      <span className="palette-icon" />
      <span className="palette-ticker">{symbol}</span>
      <span className="palette-title muted">{known?.sector ?? ''}</span>
      {known !== undefined && <StateCell symbol={known} />}
      <span className="palette-number">{formatPrice(known?.last)}</span>
      <span className={`palette-number ${tone(change)}`}>{formatPercent(change)}</span>
      <button
        type="button"
        className="palette-more"
        tabIndex={-1}
        aria-label={`Actions for ${symbol}`}
        onClick={(event) => {
          event.stopPropagation();
          onActions(symbol);
        }}
      >
        <ChevronRight size={14} aria-hidden="true" />
      </button>
    </>
  );
}

function tone(change: number): string {
  if (change >= 0.005) return 'cell-up';
  return change <= -0.005 ? 'cell-down' : 'muted';
}
