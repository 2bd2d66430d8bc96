import type {
  Confidence,
  ImportAnswers,
  ImportFinding,
  ImportOption,
  ImportTopic,
} from '../../../shared/domain/import-report.ts';

/** What a detector says, before the user's answer is known. */
export interface Detected {
  readonly value: string | null;
  readonly confidence: Confidence;
  readonly why: string;
  readonly options: readonly ImportOption[];
  readonly typed?: boolean;
}

const TYPED_TICKER = /^=[A-Za-z0-9][A-Za-z0-9 ./_-]{0,11}$/;

/**
 * Collects findings in the order in which they are made. An answer takes the place of what was detected, where it
 * is one of the options: what is detected after it builds on it.
 */
export class Findings {
  readonly list: ImportFinding[] = [];
  readonly #answers: ImportAnswers;
  readonly #prefix: string;

  /** @param prefix `2:` where there are several layouts */
  constructor(answers: ImportAnswers, prefix: string) {
    this.#answers = answers;
    this.#prefix = prefix;
  }

  /** Answers the value that is gone by; null where there is none. */
  add(topic: ImportTopic, detected: Detected): string | null {
    const { options, typed = false } = detected;
    const id = `${this.#prefix}${topic}`;
    const answer = this.#answerTo(id, topic);
    const finding = { id, topic, options, typed };
    if (answer === undefined) {
      const { value, confidence, why } = detected;
      this.list.push({ ...finding, value, confidence: value === null ? 'ambiguous' : confidence, why });
      return value;
    }
    if (!options.some(({ value }) => value === answer) && !(typed && TYPED_TICKER.test(answer))) {
      const allowed = options.map(({ value }) => value).join(', ');
      const why = `The answer "${answer.slice(0, 40)}" is none of: ${allowed}.`;
      this.list.push({ ...finding, value: detected.value, confidence: 'ambiguous', why });
      return detected.value;
    }
    const why = answer === detected.value ? detected.why : `Your choice. ${detected.why}`;
    this.list.push({ ...finding, value: answer, confidence: 'certain', why });
    return answer;
  }

  /** Without a layout's number an answer holds for all of them. */
  #answerTo(id: string, topic: ImportTopic): string | undefined {
    if (Object.hasOwn(this.#answers, id)) return this.#answers[id];
    return Object.hasOwn(this.#answers, topic) ? this.#answers[topic] : undefined;
  }
}

/** `97 %`; never 100 where something is missing. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  return `${rounded === 100 && share < 1 ? 99 : rounded} %`;
}
