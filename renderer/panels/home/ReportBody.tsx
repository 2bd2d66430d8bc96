import './folder-report.css';
import { TriangleAlert } from 'lucide-react';
import type { FolderQuestion, FolderReport } from '../../../shared/domain/folder-report.ts';
import { importFolder } from '../../stores/csv-import-store.ts';
import { PartTable } from './PartTable.tsx';

interface ReportBodyProps {
  readonly report: FolderReport;
  readonly answers: Readonly<Record<string, string>>;
  readonly onAnswer: (question: string, value: string) => void;
}

/** The data sources of a folder, what was not understood, and what has to be asked. */
export function ReportBody({ report, answers, onAnswer }: ReportBodyProps) {
  return (
    <>
      {report.parts.length > 0 && <PartTable parts={report.parts} />}
      {report.problems.length > 0 && (
        <ul className="folder-problems" aria-label="Not understood">
          {report.problems.map((problem) => (
            <li key={problem}>
              <TriangleAlert aria-hidden="true" />
              {problem}
            </li>
          ))}
        </ul>
      )}
      {report.problems.length > 0 && (
        <p>
          <button type="button" className="link" onClick={() => void importFolder(report.id)}>
            Import its CSV files…
          </button>
        </p>
      )}
      <div className="folder-questions">
        {report.questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            value={answers[question.id]}
            onAnswer={(value) => onAnswer(question.id, value)}
          />
        ))}
      </div>
    </>
  );
}

interface QuestionProps {
  readonly question: FolderQuestion;
  readonly value: string | undefined;
  readonly onAnswer: (value: string) => void;
}

function Question({ question, value, onAnswer }: QuestionProps) {
  return (
    <fieldset className="folder-question">
      <legend>{question.text}</legend>
      {question.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            className="radio"
            name={question.id}
            checked={value === option.value}
            onChange={() => onAnswer(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
