import type { FolderQuestion, FolderReport } from '../../../shared/domain/folder-report.ts';

export type Answers = Readonly<Record<string, string>>;

/** What is preselected; a question without a proposal waits for the user. */
export function proposedAnswers({ questions }: Pick<FolderReport, 'questions'>): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, proposed }) => (proposed === null ? [] : [[id, proposed] as const])),
  );
}

/** Questions that still have no answer of their own options. */
export function unanswered(
  { questions }: Pick<FolderReport, 'questions'>,
  answers: Answers,
): FolderQuestion[] {
  return questions.filter(({ id, options }) => !options.some(({ value }) => value === answers[id]));
}
