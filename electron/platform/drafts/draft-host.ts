import type { DraftRefused } from '../../../shared/session/scanner-draft.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { BarMemory } from '../../engine/preview/bar-memory.ts';
import { RememberingSource } from '../../engine/preview/remembering-source.ts';
import { testOnSessions } from '../../engine/preview/test-on-sessions.ts';
import type { TrialParts, TrialStep } from '../../engine/preview/trial-parts.ts';
import { type Trial, tryScanners } from '../../engine/preview/try-scanners.ts';
import type { DataSource } from '../../loaders/contract.ts';
import type { ThreadScripts } from '../../scripts/thread-scripts.ts';
import { pinnedScripts } from '../scripts/pinned-scripts.ts';
import { WallPacer } from '../wall-pacer.ts';
import type { AskedTrial, DraftCall, DraftPort } from './draft-protocol.ts';

/** Bars that are kept between trials: a market of 10,000 symbols has 190 MB of minutes a day. */
const MEMORY_BYTES = 320 * 1024 * 1024;
/** Progress is told no more often than this. */
const PROGRESS_MS = 100;

type Playing = Extract<DraftCall, { kind: 'try' | 'test' }>;

/** Answers calls for trials on some sources, one at a time: a newer one ends the one that is under way. */
export function serveDrafts(port: DraftPort, sources: readonly DataSource[], calendar: Calendar): void {
  const host = new DraftHost(port, sources, calendar);
  port.on('message', (call) => host.take(call));
}

class DraftHost {
  readonly #memory: BarMemory;
  readonly #sources: readonly RememberingSource[];
  #current = new AbortController();
  #playing: Promise<void> = Promise.resolve();
  #newest: { readonly number: number; readonly trial: Trial } | undefined;

  constructor(
    private readonly port: DraftPort,
    sources: readonly DataSource[],
    calendar: Calendar,
  ) {
    this.#memory = new BarMemory(calendar, MEMORY_BYTES);
    this.#sources = sources.map((source) => new RememberingSource(source, this.#memory));
  }

  take(call: DraftCall): void {
    if (call.kind === 'ping') this.port.postMessage({ kind: 'pong' });
    else if (call.kind === 'stop') this.#current.abort();
    else if (call.kind === 'values') this.#tellValues(call);
    else this.#play(call);
  }

  /** Ends what is under way, and begins when it has ended: two would be in each other's way. */
  #play(call: Playing): void {
    this.#current.abort();
    const attempt = new AbortController();
    this.#current = attempt;
    this.#playing = this.#playing.then(() => this.#answer(call, attempt.signal));
  }

  async #answer(call: Playing, signal: AbortSignal): Promise<void> {
    const { number } = call;
    const began = performance.now();
    const scripts = scriptsOf(call.question);
    try {
      this.#memory.beginRound();
      const parts = { ...this.#parts(number, signal), scripts };
      if (call.kind === 'try') await this.#try(call, parts, began);
      else {
        const answer = await testOnSessions(call.question, call.sessions, parts);
        this.port.postMessage({ kind: 'tested', number, answer: withTime(answer, began) });
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.port.postMessage({ kind: 'failed', number, stopped: signal.aborted, message });
    } finally {
      await scripts?.end();
    }
  }

  async #try({ number, question }: Playing, parts: TrialParts, began: number): Promise<void> {
    const trial = await tryScanners(question, parts);
    if (trial.kind === 'tried') this.#newest = { number, trial };
    const answer = trial.kind === 'tried' ? trial.tried : trial;
    this.port.postMessage({ kind: 'tried', number, answer: withTime(answer, began) });
  }

  #parts(number: number, signal: AbortSignal): TrialParts {
    let told = performance.now();
    const tell = (step: TrialStep): void => {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      this.port.postMessage({ kind: 'progress', number, step });
    };
    return { sources: this.#sources, pacer: () => new WallPacer(), signal, onStep: tell };
  }

  #tellValues({ number, of, side, condition }: Extract<DraftCall, { kind: 'values' }>): void {
    const newest = this.#newest?.number === of ? this.#newest.trial : undefined;
    const values = newest?.values(side, condition) ?? new Float64Array(0);
    const { buffer } = values;
    this.port.postMessage({ kind: 'values', number, values }, buffer instanceof ArrayBuffer ? [buffer] : []);
  }
}

function scriptsOf({ scripts }: AskedTrial): ThreadScripts | undefined {
  return scripts === undefined ? undefined : pinnedScripts(scripts.folder, scripts.trusted);
}

function withTime<Answer extends { readonly kind: 'tried' | 'tested' }>(
  answer: Answer | DraftRefused,
  began: number,
): (Answer & { readonly tookMs: number }) | DraftRefused {
  return answer.kind === 'refused' ? answer : { ...answer, tookMs: performance.now() - began };
}
