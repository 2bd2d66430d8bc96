import type { DataSource, SourceOptions } from './contract.ts';
import { messageOf, SourceError } from './source-error.ts';
import type {
  RejectedOf,
  SourceCall,
  SourceOutcome,
  SourceQuestion,
  SourceReply,
  SourceServerPort,
} from './source-protocol.ts';

/** Doubles of an answer that is still packed with others: 16 KiB. */
const LARGEST_PACKED = 2_048;

/** A question that a reply is owed to. */
type Answerable = Extract<SourceQuestion, { id: number }> & { kind: 'open' | 'call' };

/** Makes a source for the exchange of the session. */
type OpenSource = (options: SourceOptions, exchange: string) => DataSource;

/** Answers the questions of one caller (remote-source.ts) with real sources. */
export function serveSources(port: SourceServerPort, openSource: OpenSource): void {
  const host = new SourceHost(port, openSource);
  port.on('message', (question) => host.take(question));
}

class SourceHost {
  readonly #port: SourceServerPort;
  readonly #openSource: OpenSource;
  readonly #running = new Map<number, AbortController>();
  #sources: readonly DataSource[] = [];

  constructor(port: SourceServerPort, openSource: OpenSource) {
    this.#port = port;
    this.#openSource = openSource;
  }

  take(question: SourceQuestion): void {
    if (question.kind === 'ping') this.#port.postMessage({ kind: 'pong' } satisfies SourceReply);
    else if (question.kind === 'end') void this.#end();
    else if (question.kind === 'cancel') this.#running.get(question.id)?.abort();
    else void this.#reply(question);
  }

  /** With its port closed the thread ends once it has no work: a native library is never left in the middle of a query. */
  async #end(): Promise<void> {
    for (const controller of this.#running.values()) controller.abort();
    await Promise.allSettled(this.#sources.map((source) => source.close()));
    this.#port.close();
  }

  async #reply(question: Answerable): Promise<void> {
    const controller = new AbortController();
    this.#running.set(question.id, controller);
    try {
      const outcome = await this.#outcomeOf(question, controller.signal);
      // Nobody waits for it any more: it need not cross.
      if (controller.signal.aborted) return;
      const rejected = await this.#rejectedBy(question);
      this.#send({ id: question.id, ok: true, outcome, ...(rejected === undefined ? {} : { rejected }) });
    } catch (error) {
      const code = error instanceof SourceError ? error.code : 'failed';
      this.#send({ id: question.id, ok: false, error: { code, message: messageOf(error) } });
    } finally {
      this.#running.delete(question.id);
    }
  }

  /** Rows that the source has refused since it was last asked for them. */
  async #rejectedBy(question: Answerable): Promise<RejectedOf | undefined> {
    if (question.kind === 'open') return undefined;
    const rows = await this.#sources[question.source]?.takeRejectedRows();
    return rows === undefined || rows.length === 0 ? undefined : { source: question.source, rows };
  }

  async #outcomeOf(question: Answerable, signal: AbortSignal): Promise<SourceOutcome> {
    if (question.kind === 'open') {
      this.#sources = question.options.map((options) => this.#openSource(options, question.exchange));
      return { method: 'open', value: undefined };
    }
    const source = this.#sources[question.source];
    if (source === undefined) throw new SourceError('failed', `No source has number ${question.source}`);
    return answer(source, question.call, signal);
  }

  #send(reply: Exclude<SourceReply, { kind: 'pong' }>): void {
    this.#port.postMessage(reply, reply.ok ? buffersOf(reply.outcome) : []);
  }
}

async function answer(source: DataSource, call: SourceCall, signal: AbortSignal): Promise<SourceOutcome> {
  switch (call.method) {
    case 'describe':
      return { method: 'describe', value: await source.describe() };
    case 'readBars':
      return { method: 'readBars', value: packed(await source.readBars(call.requests, signal)) };
    case 'readQuotes':
      return { method: 'readQuotes', value: packed(await source.readQuotes(call.requests, signal)) };
    case 'readNotices':
      return { method: 'readNotices', value: await source.readNotices(call.from, call.to) };
    case 'splitFactors':
      return { method: 'splitFactors', value: await source.splitFactors(call.requests) };
    case 'historySpans':
      return { method: 'historySpans', value: await source.historySpans(call.requests) };
    case 'budget':
      return { method: 'budget', value: await source.budget?.() };
    case 'takeRejectedRows':
      return { method: 'takeRejectedRows', value: await source.takeRejectedRows() };
    case 'close':
      await source.close();
      return { method: 'close', value: undefined };
  }
}

/**
 * Makes answers cheap to move. Small ones go together into one buffer: moving a
 * buffer costs as much as copying some kilobytes. A view of a larger buffer would
 * drag all of it along, so it gets one of its own size.
 */
function packed<Answer extends { readonly records: Float64Array }>(answers: readonly Answer[]): Answer[] {
  const small = answers.filter(({ records }) => records.length <= LARGEST_PACKED);
  const pack = new Float64Array(small.reduce((length, { records }) => length + records.length, 0));
  let at = 0;
  return answers.map((answer) => {
    const { records } = answer;
    if (records.length > LARGEST_PACKED) {
      return records.byteLength === records.buffer.byteLength
        ? answer
        : { ...answer, records: records.slice() };
    }
    pack.set(records, at);
    at += records.length;
    return { ...answer, records: pack.subarray(at - records.length, at) };
  });
}

/** The buffers to move instead of copying them: answers are their caller's own (the contract suite checks it). */
function buffersOf(outcome: SourceOutcome): ArrayBuffer[] {
  if (outcome.method !== 'readBars' && outcome.method !== 'readQuotes') return [];
  const buffers = new Set<ArrayBuffer>();
  for (const { records } of outcome.value) {
    if (records.buffer instanceof ArrayBuffer && records.buffer.byteLength > 0) buffers.add(records.buffer);
  }
  return [...buffers];
}
