import type { ImportFinding } from '../../../../shared/domain/import-report.ts';
import { answerImport } from '../../../stores/csv-import-store.ts';
import { topicWord } from './words.ts';

interface FindingSelectProps {
  readonly finding: ImportFinding;
  /** The option that is gone by; '' for none yet. */
  readonly value: string;
}

/** The options of a finding as a list to open. */
export function FindingSelect({ finding, value }: FindingSelectProps) {
  const { id, options } = finding;
  const isKnown = options.some((option) => option.value === value);
  return (
    <select
      className="csv-input"
      aria-label={topicWord(finding)}
      value={isKnown ? value : ''}
      onChange={(event) => void answerImport(id, event.target.value)}
    >
      {!isKnown && (
        <option value="" disabled>
          {value === '' ? 'Choose…' : value.replace(/^=/, '')}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
