import type { EpochMs } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { ExtendedStreams } from './extended-streams.ts';
import type { SessionFeed } from './session-feed.ts';

/** The feeds of a session as one: that of the regular hours and that of the hours around them. */
export class Feeds {
  constructor(
    private readonly regular: SessionFeed,
    private readonly extended: ExtendedStreams,
  ) {}

  /** Begins a session with nothing subscribed. */
  open(session: TradingSession): void {
    this.regular.open(session);
    this.extended.beginSession(session);
  }

  /** Hands over every bar that has ended by `now`, in parts after which others may have a turn. */
  *deliver(now: EpochMs): Generator<void> {
    yield* this.regular.deliver(now);
    yield* this.extended.feed.deliver(now);
  }

  /** The next instant at which a bar ends, or more must be read; Infinity when the session has nothing more. */
  nextTime(): number {
    return Math.min(this.regular.nextTime(), this.extended.feed.nextTime());
  }

  /** True where bars that end by `instant` may not be at hand yet. */
  needsRead(instant: number): boolean {
    return this.regular.needsRead(instant) || this.extended.feed.needsRead(instant);
  }

  /** Reads on until every bar that ends by `instant` is at hand. */
  async readUntil(instant: number): Promise<void> {
    if (this.regular.needsRead(instant)) await this.regular.readUntil(instant);
    if (this.extended.feed.needsRead(instant)) await this.extended.feed.readUntil(instant);
  }

  /** True where bars from inside the session come in. */
  get hasIntraday(): boolean {
    return this.regular.hasIntraday || this.extended.feed.hasIntraday;
  }
}
