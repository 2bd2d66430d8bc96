import { useState } from 'react';
import type { ImportFinding } from '../../../../shared/domain/import-report.ts';
import { answerImport, useCsvImport } from '../../../stores/csv-import-store.ts';
import { FindingSelect } from './FindingSelect.tsx';
import { questionWords } from './words.ts';

/** Above this many options they are a list to open. */
const MOST_RADIOS = 5;

/** What the files do not say: asked with the evidence, and nothing is chosen beforehand. */
export function Questions({ findings }: { findings: readonly ImportFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <div className="csv-questions">
      {findings.map((finding) => (
        <Question key={finding.id} finding={finding} />
      ))}
    </div>
  );
}

function Question({ finding }: { finding: ImportFinding }) {
  const { id, options, why, typed, confidence } = finding;
  const answer = useCsvImport((state) => state.answers[id]);
  const isOpen = confidence === 'ambiguous' || finding.value === null;
  return (
    <fieldset className="csv-question" data-open={isOpen ? '' : undefined}>
      <legend>{questionWords(finding)}</legend>
      <p className="muted">{why}</p>
      {options.length > MOST_RADIOS ? (
        <FindingSelect finding={finding} value={answer ?? ''} />
      ) : (
        options.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              className="radio"
              name={`import-${id}`}
              checked={answer === value}
              onChange={() => void answerImport(id, value)}
            />
            {label}
          </label>
        ))
      )}
      {typed && <TickerField id={id} answer={answer} />}
    </fieldset>
  );
}

function TickerField({ id, answer }: { id: string; answer: string | undefined }) {
  const [ticker, setTicker] = useState(answer?.startsWith('=') === true ? answer.slice(1) : '');
  const give = () => {
    if (ticker.trim() !== '' && answer !== `=${ticker.trim()}`) void answerImport(id, `=${ticker.trim()}`);
  };
  return (
    <label className="csv-typed">
      All bars are of
      <input
        type="text"
        className="csv-input"
        aria-label="Ticker of all bars"
        placeholder="AAPL"
        value={ticker}
        maxLength={12}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTicker(event.target.value.toUpperCase())}
        onBlur={give}
        onKeyDown={(event) => {
          if (event.key === 'Enter') give();
        }}
      />
    </label>
  );
}
