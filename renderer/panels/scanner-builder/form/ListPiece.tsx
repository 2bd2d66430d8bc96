import { useState } from 'react';
import type { RuleCatalogue } from '../../../../shared/rules/catalogue.ts';
import type { Span } from '../../../../shared/rules/syntax.ts';
import { PopoverButton } from '../../../components/PopoverButton.tsx';
import type { Piece } from './pieces.ts';

interface ListPieceProps {
  readonly piece: Extract<Piece, { kind: 'list' }>;
  readonly catalogue: RuleCatalogue | null;
  readonly onPut: (span: Span, text: string) => void;
}

/** Sectors to be ticked, or texts to be typed with commas between. */
export function ListPiece({ piece, catalogue, onPut }: ListPieceProps) {
  const put = (values: readonly string[]) => {
    if (values.length > 0) onPut(piece.span, values.map((each) => `"${each}"`).join(', '));
  };
  if (piece.of !== 'sector' || catalogue === null) return <TypedList values={piece.values} onPut={put} />;
  const toggle = (sector: string) => {
    const { values } = piece;
    put(values.includes(sector) ? values.filter((each) => each !== sector) : [...values, sector]);
  };
  const unknown = piece.values.filter((each) => !catalogue.sectors.includes(each));
  return (
    <PopoverButton icon="only" label="Sectors" text={piece.values.join(', ')}>
      <fieldset className="choices">
        {[...catalogue.sectors, ...unknown].map((sector) => (
          <label key={sector}>
            <input type="checkbox" checked={piece.values.includes(sector)} onChange={() => toggle(sector)} />
            {sector}
          </label>
        ))}
      </fieldset>
    </PopoverButton>
  );
}

function TypedList({
  values,
  onPut,
}: {
  values: readonly string[];
  onPut: (values: readonly string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? values.join(', ');
  return (
    <input
      type="text"
      className="piece-list"
      aria-label="Values, with commas between"
      spellCheck={false}
      size={Math.max(6, Math.min(40, shown.length))}
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value);
        const parts = target.value.split(',').map((each) => each.replaceAll('"', '').trim());
        onPut(parts.filter((each) => each !== ''));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
