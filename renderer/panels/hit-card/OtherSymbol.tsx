import { type FormEvent, useState } from 'react';
import { normalizeSymbol } from '../../../shared/domain/symbol.ts';
import { formatWallTime } from '../../format/times.ts';
import { askWhyNot, useHitCard } from '../../stores/hit-card-store.ts';
import { EvidenceTable } from './EvidenceTable.tsx';

/** Asks the same scanner about another symbol, as of now. */
export function OtherSymbol() {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const other = useHitCard((state) => state.other);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const symbol = normalizeSymbol(text);
    setProblem(
      symbol === undefined ? `${text === '' ? 'Nothing' : text} is no ticker: type one, such as AAPL.` : null,
    );
    if (symbol !== undefined) void askWhyNot(symbol);
  };
  return (
    <section>
      <form className="why-not" onSubmit={ask}>
        <label>
          Why not
          <input
            // biome-ignore lint/a11y/noAutofocus: the user has just pressed the button that asks for it
            autoFocus
            value={text}
            placeholder="AAPL"
            maxLength={12}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="dialog-button">
          Explain
        </button>
      </form>
      {problem !== null && <p role="alert">{problem}</p>}
      {other?.answer.kind === 'asked' && <p className="muted">Asking about {other.symbol}…</p>}
      {other?.answer.kind === 'refused' && <p role="alert">{other.answer.message}</p>}
      {other?.answer.kind === 'answered' && (
        <>
          <p className="muted">
            {other.symbol} at {formatWallTime(other.answer.value.time)}: {verdict(other.answer.value)}
          </p>
          <EvidenceTable tree={other.answer.value.tree} />
        </>
      )}
    </section>
  );
}

function verdict({
  watched,
  tree,
}: {
  readonly watched: boolean;
  readonly tree: { readonly truth: boolean | null };
}): string {
  if (!watched) return 'the scanner does not look at it: it is not watched, or was removed for today.';
  if (tree.truth === null) return 'unknown: the data cannot say.';
  return tree.truth ? 'it matches now.' : 'it does not match.';
}
