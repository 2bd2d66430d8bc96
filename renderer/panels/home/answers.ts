import type { FolderReport } from '../../../shared/domain/folder-report.ts';

/** By question id. */
export type Answers = Readonly<Record<string, string>>;

/** What is preselected; a question without a proposal waits for the user. */
export function proposedAnswers({ questions }: Pick<FolderReport, 'questions'>): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, proposed }) => (proposed === null ? [] : [[id, proposed] as const])),
  );
}

/** Why a folder cannot be loaded yet, in words for the user; null where it can. */
export function whyNotYet(report: FolderReport, answers: Answers): string | null {
  if (report.from === null) return 'There is nothing in it to load.';
  const open = report.questions.filter(
    ({ id, options }) => !options.some(({ value }) => value === answers[id]),
  );
  if (open.length === 0) return null;
  return open.length === 1 ? 'One question is still open.' : `${open.length} questions are still open.`;
}
