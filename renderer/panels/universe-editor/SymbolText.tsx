import { useEffect, useState } from 'react';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import { chooseSymbolFile, readSymbols } from '../../stores/universe-store.ts';
import { symbolText } from './draft.ts';

/** Typing rests that long before the words are read. */
const PAUSE_MS = 250;
/** Unknown words that are shown with a way out. */
const UNKNOWN_SHOWN = 6;

interface SymbolTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onRead: (text: string, read: SymbolsRead) => void;
  /** Words that this session's data does not know are allowed. */
  readonly allowUnknown?: boolean;
  readonly rows?: number;
}

/** Symbols as text: typed, pasted, or from a file; says what they came to, and what nobody knows. */
export function SymbolText(props: SymbolTextProps) {
  const { label, placeholder, value, onChange, onRead, allowUnknown = false, rows = 2 } = props;
  const [read, setRead] = useState<SymbolsRead | null>(null);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const answer = await readSymbols(value);
      if (isOver || answer === null) return;
      setRead(answer);
      onRead(value, answer);
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [value, onRead]);
  const fromFile = async () => {
    const chosen = await chooseSymbolFile();
    if (chosen === null) return;
    const { symbols, unknown } = chosen.read;
    const words = [...symbols, ...unknown.map(({ text }) => text)];
    onChange([value.trim(), symbolText(words)].filter((part) => part !== '').join(', '));
  };
  return (
    <div className="symbol-text">
      <textarea
        aria-label={label}
        rows={rows}
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="symbol-text-foot">
        <span className="muted">{read === null ? 'Reading…' : readWords(read, allowUnknown)}</span>
        <button type="button" className="link-button" onClick={() => void fromFile()}>
          From a file…
        </button>
      </div>
      {read !== null && read.unknownCount > 0 && (
        <Unknown read={read} onReplace={(from, to) => onChange(replaceWord(value, from, to))} />
      )}
    </div>
  );
}

/** Each word that nobody knows: take what may be meant, or take it out. */
function Unknown(props: { read: SymbolsRead; onReplace: (from: string, to: string) => void }) {
  const { read, onReplace } = props;
  const more = read.unknownCount - UNKNOWN_SHOWN;
  return (
    <ul className="unknown-symbols">
      {read.unknown.slice(0, UNKNOWN_SHOWN).map(({ text, line, suggestion }) => (
        <li key={text}>
          <strong>{text}</strong>
          <span className="muted">{line > 1 ? `unknown, line ${line}` : 'unknown'}</span>
          {suggestion !== null && (
            <button type="button" className="link-button" onClick={() => onReplace(text, suggestion)}>
              Use {suggestion}
            </button>
          )}
          <button type="button" className="link-button" onClick={() => onReplace(text, '')}>
            Take out
          </button>
        </li>
      ))}
      {more > 0 && <li className="muted">and {more} more</li>}
    </ul>
  );
}

function readWords({ symbols, unknownCount, repeated }: SymbolsRead, allowUnknown: boolean): string {
  const parts = [`${symbols.length} ${symbols.length === 1 ? 'symbol' : 'symbols'}`];
  if (unknownCount > 0)
    parts.push(`${unknownCount} ${allowUnknown ? 'not in this session’s data' : 'unknown'}`);
  if (repeated > 0) parts.push(`${repeated} twice`);
  return parts.join(' · ');
}

/** The text with one word put in another's place, wherever it stands as a word of its own. */
function replaceWord(text: string, from: string, to: string): string {
  const words = text.split(/([\s,;"]+)/);
  const replaced = words.map((word) => (word === from ? to : word)).join('');
  return to === '' ? replaced.replace(/,\s*,/g, ',').replace(/^[\s,]+|[\s,]+$/g, '') : replaced;
}
