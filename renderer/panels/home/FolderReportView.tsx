import { useState } from 'react';
import type { FolderPart, FolderQuestion, FolderReport } from '../../../shared/domain/folder-report.ts';
import { Banner } from '../../components/Banner.tsx';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { dismissReport, loadFolder, useHome } from '../../stores/home-store.ts';
import { proposedAnswers, unanswered } from './answers.ts';

/** What a folder holds, what is open about it, and the way on. */
export function FolderReportView({ report }: { report: FolderReport }) {
  const [answers, setAnswers] = useState(() => proposedAnswers(report));
  const opening = useHome((state) => state.opening);
  const problem = useHome((state) => state.problem);
  const open = unanswered(report, answers);
  return (
    <section className="folder-report" aria-labelledby="folder-report-title">
      <header>
        <h1 id="folder-report-title">{report.folderName}</h1>
        <p>{periodWords(report)}</p>
      </header>
      {problem !== null && <Banner critical text={problem} />}
      {report.problems.map((each) => (
        <Banner key={each} critical={false} text={each} />
      ))}
      {report.parts.map((part) => (
        <Part key={part.name} part={part} />
      ))}
      {report.questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          value={answers[question.id]}
          onAnswer={(value) => setAnswers({ ...answers, [question.id]: value })}
        />
      ))}
      <footer>
        <span className="home-progress" role="status">
          {opening === null ? '' : `${opening}…`}
        </span>
        <button type="button" className="dialog-button" onClick={dismissReport} disabled={opening !== null}>
          Cancel
        </button>
        <button
          type="button"
          className="dialog-button primary"
          disabled={report.parts.length === 0 || open.length > 0 || opening !== null}
          onClick={() => void loadFolder(answers)}
        >
          Load
        </button>
      </footer>
    </section>
  );
}

function periodWords({ from, to, parts }: FolderReport): string {
  if (parts.length === 0 || from === null || to === null) return 'Nothing in it can be played.';
  return `Sessions from ${from} to ${to}. Nothing is loaded yet, and nothing in the folder is changed.`;
}

function Part({ part }: { part: FolderPart }) {
  return (
    <article className="folder-part">
      <h2>{part.kind === 'lean' ? 'LEAN data' : 'Daily CSV files'}</h2>
      <p>
        {formatCount(part.files)} files, {formatCount(part.symbols)} symbols, {part.intervals.join(', ')},{' '}
        {part.from ?? MISSING} to {part.to ?? MISSING}, {part.zone}, {part.basis ?? 'basis to be told'}
      </p>
      <p>{formatCount(part.rejectedRows)} rows rejected</p>
    </article>
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
