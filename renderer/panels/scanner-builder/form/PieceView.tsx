import { type KeyboardEvent, useState } from 'react';
import { INTERVALS } from '../../../../shared/domain/interval.ts';
import type { Span } from '../../../../shared/rules/syntax.ts';
import { revealInText } from '../../../stores/scanner-item.ts';
import type { FormContext } from './form-context.ts';
import { edited } from './form-edits.ts';
import { ListPiece } from './ListPiece.tsx';
import type { Piece } from './pieces.ts';

type Of<Kind extends Piece['kind']> = Extract<Piece, { kind: Kind }>;

/** One part of a condition: words, something to choose, or a number to type. */
export function PieceView({ piece, context }: { piece: Piece; context: FormContext }) {
  const put = (span: Span, replacement: string) =>
    context.write(edited(context.text, [{ span, replacement }]));
  switch (piece.kind) {
    case 'word':
      return <span className="piece-word">{piece.text}</span>;
    case 'number':
      return <NumberPiece piece={piece} onPut={put} />;
    case 'measure':
      return <MeasurePiece piece={piece} context={context} onPut={put} />;
    case 'choice':
      return (
        <select
          aria-label={piece.label}
          value={piece.value}
          onChange={({ target }) => put(piece.span, target.value)}
        >
          {piece.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'interval':
      return (
        <select
          className="interval"
          aria-label={piece.label}
          value={piece.value}
          onChange={({ target }) => put(piece.span, target.value)}
        >
          {INTERVALS.map((interval) => (
            <option key={interval}>{interval}</option>
          ))}
        </select>
      );
    case 'list':
      return <ListPiece piece={piece} catalogue={context.catalogue} onPut={put} />;
    case 'code':
      return (
        <button
          type="button"
          className="piece-code"
          title="The form has no words for this; change it in the text"
          onClick={() => revealInText(piece.span.from)}
        >
          {piece.text}
        </button>
      );
  }
}

interface NumberPieceProps {
  readonly piece: Of<'number'>;
  readonly onPut: (span: Span, text: string) => void;
}

const NUMBER = /^-?(?:\d[\d_]*(?:\.\d+)?|\.\d+)$/;

/** A number that is taken while it is one; arrow keys step it by its last place. */
function NumberPiece({ piece, onPut }: NumberPieceProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? grouped(piece.value);
  const take = (next: string) => {
    setTyped(next);
    const plain = next.trim().replaceAll(',', '').replace('−', '-');
    if (NUMBER.test(plain)) onPut(piece.span, spelled(plain));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const value = Number(piece.value);
    if (step === 0 || !Number.isFinite(value)) return;
    event.preventDefault();
    const places = (piece.value.split('.')[1] ?? '').length;
    const size = (event.shiftKey ? 10 : 1) * stepOf(value, places);
    take((value + step * size).toFixed(places));
  };
  return (
    <span className="piece-number">
      <input
        type="text"
        inputMode="decimal"
        aria-label={piece.label}
        aria-invalid={typed !== null && !NUMBER.test(typed.trim().replaceAll(',', '').replace('−', '-'))}
        data-from={piece.span.from}
        spellCheck={false}
        size={Math.max(2, Math.min(12, shown.length))}
        value={shown}
        onChange={({ target }) => take(target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={onKey}
      />
      {piece.unit !== '' && <span>{piece.unit}</span>}
    </span>
  );
}

/** The last place of a number; of a large round one, a tenth of it. */
function stepOf(value: number, places: number): number {
  if (places > 0) return 10 ** -places;
  return Math.abs(value) >= 1_000 ? 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1) : 1;
}

function grouped(value: string): string {
  return value.replace(/^(-?\d+)/, (whole) =>
    whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole,
  );
}

/** As a rule spells it: thousands by "_". */
function spelled(plain: string): string {
  const digits = plain.replaceAll('_', '').replace(/^(-?)\./, '$10.');
  return digits.replace(/^(-?\d+)/, (whole) =>
    whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '_') : whole,
  );
}

interface MeasurePieceProps {
  readonly piece: Of<'measure'>;
  readonly context: FormContext;
  readonly onPut: (span: Span, text: string) => void;
}

/** What is measured, to be replaced by something else on the same bars. */
function MeasurePiece({ piece, context, onPut }: MeasurePieceProps) {
  const { choices, text, interval } = context;
  const groups = [...new Set(choices.map(({ group }) => group))];
  const isListed = choices.some(({ name }) => name === piece.name);
  const written = /\b(\d+[smhdw])\b/.exec(text.slice(piece.span.from, piece.span.to))?.[1] ?? interval;
  return (
    <select
      className="measure"
      aria-label="What is measured"
      value={piece.name}
      onChange={({ target }) => {
        const choice = choices.find(({ name }) => name === target.value);
        if (choice !== undefined) onPut(piece.span, choice.written(written));
      }}
    >
      {!isListed && <option value={piece.name}>{piece.name}</option>}
      {groups.map((group) => (
        <optgroup key={group} label={group}>
          {choices
            .filter((choice) => choice.group === group)
            .map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
