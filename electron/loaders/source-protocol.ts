import type { EpochMs } from '../../shared/domain/time.ts';
import type {
  BarAnswer,
  BarRequest,
  HistorySpan,
  MarketNotice,
  QuoteAnswer,
  QuoteRequest,
  RejectedRow,
  SourceBudget,
  SourceDescription,
  SourceOptions,
  SpanRequest,
  SplitFactorRequest,
} from './contract.ts';
import type { SourceErrorCode } from './source-error.ts';

/** A call of a DataSource method, as it crosses to the worker. */
export type SourceCall =
  | { readonly method: 'describe' }
  | { readonly method: 'readBars'; readonly requests: readonly BarRequest[] }
  | { readonly method: 'readQuotes'; readonly requests: readonly QuoteRequest[] }
  | { readonly method: 'readNotices'; readonly from: EpochMs; readonly to: EpochMs }
  | { readonly method: 'splitFactors'; readonly requests: readonly SplitFactorRequest[] }
  | { readonly method: 'historySpans'; readonly requests: readonly SpanRequest[] }
  | { readonly method: 'budget' }
  | { readonly method: 'takeRejectedRows' }
  | { readonly method: 'close' };

/** What each call comes to. */
export interface SourceValues {
  readonly open: undefined;
  readonly describe: SourceDescription;
  readonly readBars: BarAnswer[];
  readonly readQuotes: QuoteAnswer[];
  readonly readNotices: MarketNotice[];
  readonly splitFactors: (number | undefined)[];
  readonly historySpans: (HistorySpan | undefined)[];
  readonly budget: SourceBudget | undefined;
  readonly takeRejectedRows: RejectedRow[];
  readonly close: undefined;
}

export interface OutcomeOf<Method extends keyof SourceValues> {
  readonly method: Method;
  readonly value: SourceValues[Method];
}

export type SourceOutcome = { [Method in keyof SourceValues]: OutcomeOf<Method> }[keyof SourceValues];

/** What a worker is told first: the sources that it is to answer for. */
export interface OpenQuestion {
  readonly kind: 'open';
  readonly id: number;
  readonly exchange: string;
  readonly options: readonly SourceOptions[];
}

/** From the caller's side to the worker's. */
export type SourceQuestion =
  | OpenQuestion
  | { readonly kind: 'call'; readonly id: number; readonly source: number; readonly call: SourceCall }
  /** The caller of that id has given up. No reply is owed any more. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** Asks for a sign of life. */
  | { readonly kind: 'ping' }
  /** Nothing more is asked: close the sources and end. */
  | { readonly kind: 'end' };

/** Rows that a source refused while it worked on an answer. */
export interface RejectedOf {
  readonly source: number;
  readonly rows: readonly RejectedRow[];
}

/** From the worker's side to the caller's. Rows come with the answer, so that a worker's end loses none. */
export type SourceReply =
  | { readonly kind: 'pong' }
  | {
      readonly kind?: undefined;
      readonly id: number;
      readonly ok: true;
      readonly outcome: SourceOutcome;
      readonly rejected?: RejectedOf;
    }
  | {
      readonly kind?: undefined;
      readonly id: number;
      readonly ok: false;
      readonly error: { readonly code: SourceErrorCode; readonly message: string };
    };

/** Either end of the line: a `Worker`, its `parentPort`, or an end of a `MessageChannel`. */
export interface SourcePort<Incoming> {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: Incoming) => void): unknown;
  on(event: 'messageerror' | 'error' | 'exit' | 'close', listener: (detail: unknown) => void): unknown;
}

/** The worker's end of a line. */
export interface SourceServerPort extends SourcePort<SourceQuestion> {
  close(): void;
}

/** The caller's end of a line to a worker that it may end. */
export interface SourceWorker extends SourcePort<SourceReply> {
  terminate(): unknown;
}
