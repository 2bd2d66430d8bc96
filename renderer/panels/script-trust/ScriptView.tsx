import { Check, X } from 'lucide-react';
import { useMemo } from 'react';
import type { ScriptText } from '../../../shared/ipc/requests/scripts.ts';
import { formatCount } from '../../format/numbers.ts';
import { enableScanner, newScript, setScriptVersion } from '../../stores/scanner-commands.ts';
import { closeScripts } from '../../stores/script-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { hashWords, MAY, MAY_NOT, shownPieces } from './script-words.ts';

/** One script: what it may do, what it says, and which scanners run it. */
export function ScriptView({ script }: { readonly script: ScriptText }) {
  const { bytes, file, sha256, text } = script;
  const lines = text.split('\n').length;
  return (
    <div className="script-view">
      <dl className="script-facts">
        <dt>Runs in</dt>
        <dd>Sandbox (tier 1), a thread of its own</dd>
        <dt>SHA-256</dt>
        <dd className="script-hash">{hashWords(sha256)}</dd>
        <dt>Size</dt>
        <dd>
          {formatCount(lines)} lines, {formatCount(bytes)} bytes
        </dd>
      </dl>
      <ul className="script-bounds">
        {MAY.map((words) => (
          <li key={words}>
            <Check size={14} aria-label="May" className="may" />
            {words}
          </li>
        ))}
        {MAY_NOT.map((words) => (
          <li key={words}>
            <X size={14} aria-label="Cannot" className="may-not" />
            {words}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keyboard */}
      <section className="script-source" tabIndex={0} aria-label={`Source of ${file}`}>
        <SourceText text={text} />
      </section>
      <ScriptUse script={script} />
    </div>
  );
}

/** The text that would run, with what cannot be seen in it. */
function SourceText({ text }: { readonly text: string }) {
  const pieces = useMemo(() => shownPieces(text), [text]);
  const hidden = pieces.filter(({ isHidden }) => isHidden).length;
  return (
    <>
      {hidden > 0 && (
        <p className="script-hidden" role="alert">
          {hidden === 1 ? '1 character is hidden' : `${formatCount(hidden)} characters are hidden`} in an
          editor, or made to turn the order of the text; here each stands by its name. Do not trust the script
          unless you know why.
        </p>
      )}
      <pre>
        {pieces.map(({ at, isHidden, text: piece }) => (isHidden ? <mark key={at}>{piece}</mark> : piece))}
      </pre>
    </>
  );
}

function ScriptUse({ script }: { readonly script: ScriptText }) {
  const isOpen = useSession((state) => state.snapshot !== null);
  if (!isOpen) return <p className="script-use muted">Scanners are made in a session: open one first.</p>;
  const { file, sha256, trusted, usedBy } = script;
  return (
    <div className="script-use">
      {usedBy.map(({ current, scanner }) => (
        <span key={scanner}>
          {current ? `${scanner} uses it.` : `${scanner} uses another version of it.`}
          <button
            type="button"
            className="button"
            disabled={!trusted}
            title={trusted ? undefined : 'Trust the script first.'}
            onClick={() => {
              if (current) void enableScanner(scanner, true);
              else setScriptVersion(scanner, sha256);
              closeScripts();
            }}
          >
            {current ? 'Start it' : 'Use this version'}
          </button>
        </span>
      ))}
      <button
        type="button"
        className="button"
        disabled={!trusted}
        title={trusted ? undefined : 'Trust the script first.'}
        onClick={() => {
          newScript(file, sha256);
          closeScripts();
        }}
      >
        {usedBy.length === 0 ? 'Make a scanner of it' : 'Make another scanner of it'}
      </button>
    </div>
  );
}
