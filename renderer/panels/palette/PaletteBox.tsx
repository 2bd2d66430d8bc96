import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import { listedCommands } from '../../hotkeys/commands.ts';
import { openChart, symbolCommands } from '../../hotkeys/symbol-commands.ts';
import { useSession } from '../../stores/session-store.ts';
import { closePalette } from '../../stores/shell-store.ts';
import { actionSections, type PaletteItem, paletteSections } from './items.ts';
import { PaletteList } from './PaletteList.tsx';

const LIST = 'palette-list';
/** As the style sheet has them, in CSS px. */
const WIDTH = 640;
const MARGIN = 16;

/** The field and what it finds. Enter does it, the right arrow opens the actions of a symbol. */
export function PaletteBox({ initial }: { initial: string }) {
  const [typed, setTyped] = useState(initial);
  const [symbol, setSymbol] = useState<SymbolId | null>(null);
  const [marked, setMarked] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const sections = useSections(typed, symbol);
  const items = sections.flatMap((section) => section.items);
  const current = items[Math.min(marked, items.length - 1)];
  useFocus(field);
  const left = useMemo(besideSearchBox, []);
  const type = (text: string) => {
    setTyped(text);
    setMarked(0);
  };
  const enter = (of: SymbolId | null) => {
    setSymbol(of);
    type('');
  };
  const choose = (item: PaletteItem) => {
    if (item.kind === 'command' && item.command.refusal) return;
    closePalette();
    if (item.kind === 'symbol') openChart(item.symbol);
    else item.command.run();
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const move = MOVES[event.key];
    if (move !== undefined) setMarked((now) => moved(now, move, items.length));
    else if (event.key === 'Enter' && current !== undefined) choose(current);
    else if (opensActions(event) && current?.kind === 'symbol') enter(current.symbol);
    else if (leavesActions(event, typed) && symbol !== null) enter(null);
    else if (event.key === 'Escape') closePalette();
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };
  return (
    <div className="palette-ground" onPointerDown={onGround}>
      <section className="palette" aria-label="Search symbols and commands" style={{ left }}>
        <div className="palette-field">
          <Search size={16} aria-hidden="true" />
          {symbol !== null && <span className="palette-symbol">{symbol}</span>}
          <input
            ref={field}
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={LIST}
            aria-activedescendant={current === undefined ? undefined : `palette-${current.id}`}
            aria-label={symbol === null ? 'Search symbols and commands' : `Actions for ${symbol}`}
            placeholder={symbol === null ? 'Symbol or command' : `Do what with ${symbol}?`}
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKey}
          />
        </div>
        <PaletteList
          id={LIST}
          sections={sections}
          current={current}
          onPoint={(item) => setMarked(items.indexOf(item))}
          onChoose={choose}
          onActions={enter}
        />
        <PaletteHelp inActions={symbol !== null} />
      </section>
    </div>
  );
}

function PaletteHelp({ inActions }: { inActions: boolean }) {
  return (
    <footer className="palette-help">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> choose
      </span>
      <span>
        <kbd>Enter</kbd> do it
      </span>
      <span>
        {inActions ? <kbd>←</kbd> : <kbd>→</kbd>} {inActions ? 'back' : 'actions of a symbol'}
      </span>
      <span>
        <kbd>Esc</kbd> close
      </span>
    </footer>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function moved(now: number, by: number, count: number): number {
  if (count === 0) return 0;
  if (Math.abs(by) > 1) return Math.max(0, Math.min(count - 1, now + by));
  return (Math.min(now, count - 1) + by + count) % count;
}

function opensActions(event: KeyboardEvent<HTMLInputElement>): boolean {
  const { selectionStart, value } = event.currentTarget;
  return event.key === 'Tab' || (event.key === 'ArrowRight' && selectionStart === value.length);
}

function leavesActions(event: KeyboardEvent, typed: string): boolean {
  return typed === '' && (event.key === 'ArrowLeft' || event.key === 'Backspace' || event.key === 'Escape');
}

/** Left edge in CSS px: where the command bar's search box begins, so that clock and mode stay in view. */
function besideSearchBox(): number {
  const box = document.querySelector('.search-box')?.getBoundingClientRect();
  const widest = Math.min(WIDTH, window.innerWidth - 2 * MARGIN);
  return Math.max(MARGIN, Math.min(box?.left ?? MARGIN, window.innerWidth - widest - MARGIN));
}

function onGround(event: React.PointerEvent<HTMLDivElement>): void {
  if (event.target === event.currentTarget) closePalette();
}

/** Commands as they stand when the palette opens or a symbol is entered: a list that does not move under the hand. */
function useSections(typed: string, symbol: SymbolId | null) {
  const symbols = useMemo(listedSymbols, []);
  const commands = useMemo(() => (symbol === null ? listedCommands() : symbolCommands([symbol])), [symbol]);
  return useMemo(
    () =>
      symbol === null ? paletteSections(typed, symbols, commands) : actionSections(typed, symbol, commands),
    [typed, symbol, symbols, commands],
  );
}

/** Symbols that are in the universe now. */
function listedSymbols(): readonly SymbolId[] {
  const { snapshot } = useSession.getState();
  if (snapshot === null) return [];
  const { flags } = snapshot.columns;
  return snapshot.symbols.filter((_, row) => ((flags[row] ?? 0) & SYMBOL_FLAG.excluded) === 0);
}

/** Takes the focus, with the caret behind what is there, and gives it back in the end. */
function useFocus(field: React.RefObject<HTMLInputElement | null>): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, [field]);
  useEffect(
    () => () => {
      const back = before.current;
      // What was chosen may have taken the focus for itself.
      if (document.activeElement === document.body && back instanceof HTMLElement) back.focus();
    },
    [],
  );
}
