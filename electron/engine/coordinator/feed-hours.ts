import type { BarRequest } from '../../loaders/contract.ts';
import type { TradingSession } from '../calendar/contract.ts';

/** A part of a session's day: bars that end in (from, to]. */
export interface DayPart {
  readonly from: number;
  readonly to: number;
}

/** Which bars of a day a feed is for. */
export interface FeedHours {
  /** What sources are asked for. */
  readonly asked: BarRequest['hours'];
  /** The parts of a day that are read, in order. */
  partsOf(session: TradingSession): readonly DayPart[];
}

/** From the open to the close. */
export const REGULAR_HOURS: FeedHours = {
  asked: 'regular',
  partsOf: ({ open, close }) => [{ from: open, to: close }],
};

/** The pre-market and the post-market. */
export const EXTENDED_HOURS: FeedHours = {
  asked: 'all',
  partsOf: ({ preOpen, open, close, postClose }) => [
    { from: preOpen, to: open },
    { from: close, to: postClose },
  ],
};

/** The parts of a day one after the other, and what is between them. */
export class FeedDay {
  constructor(private readonly parts: readonly DayPart[]) {}

  get begin(): number {
    return this.parts[0]?.from ?? Number.POSITIVE_INFINITY;
  }

  get end(): number {
    return this.parts.at(-1)?.to ?? Number.NEGATIVE_INFINITY;
  }

  /** What is left to read of a day that has been read to `instant`: the rest of one part, undefined after the last. */
  rest(instant: number): DayPart | undefined {
    const part = this.parts.find(({ to }) => to > instant);
    return part && { from: Math.max(part.from, instant), to: part.to };
  }

  /** Where reading goes on after `instant`: there, or at the next part where this one is over. */
  after(instant: number): number {
    return this.rest(instant)?.from ?? instant;
  }

  /** True for a bar that ends at `end`. */
  holds(end: number): boolean {
    return this.parts.some(({ from, to }) => from < end && end <= to);
  }
}
