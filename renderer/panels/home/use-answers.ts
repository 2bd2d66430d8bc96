import { useState } from 'react';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { loadFolder } from '../../stores/home-store.ts';
import { type Answers, proposedAnswers, whyNotYet } from './answers.ts';

interface Answering {
  readonly answers: Answers;
  readonly answer: (question: string, value: string) => void;
  /** Why the folder cannot be loaded yet; null where it can. */
  readonly refusal: string | null;
  readonly load: () => void;
}

/** The answers to a report's questions while they are being given. */
export function useAnswers(report: FolderReport): Answering {
  const [answers, setAnswers] = useState(() => proposedAnswers(report));
  return {
    answers,
    answer: (question, value) => setAnswers({ ...answers, [question]: value }),
    refusal: whyNotYet(report, answers),
    load: () => void loadFolder(answers),
  };
}
