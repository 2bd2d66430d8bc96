import { setImmediate } from 'node:timers/promises';

/** Answers between two looks at the event loop, where a cancel message may wait. */
const ANSWERS_PER_TURN = 16;

/** Answers requests one by one, in order. Rejects with the signal's AbortError as soon as the caller gives up. */
export async function answerEach<Request, Answer>(
  requests: readonly Request[],
  signal: AbortSignal | undefined,
  answer: (request: Request) => Answer,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [index, request] of requests.entries()) {
    if (index % ANSWERS_PER_TURN === ANSWERS_PER_TURN - 1) await setImmediate();
    signal?.throwIfAborted();
    answers.push(answer(request));
  }
  return answers;
}
