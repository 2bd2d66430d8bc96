import type { Hit } from '../../shared/domain/hit.ts';

/** What an alert may do, by the scanner's config. */
export interface AlertWish {
  readonly sound: boolean;
  readonly notify: boolean;
  readonly flash: boolean;
}

/** How the session stands when a hit reaches the window. */
export interface AlertMoment {
  /** The session's clock, epoch ms. */
  readonly now: number;
  /** Market seconds a second; null while the session plays as fast as it can: nobody follows it. */
  readonly speed: number | null;
}

const NOTHING: AlertWish = { sound: false, notify: false, flash: false };

/** Market time after which a hit is no news: it was found while nobody could see it, or the bar came late. */
const NEWS_MS = 60_000;
/** A hit may be as much under way, in real time, where the session plays fast. */
const UNDER_WAY_MS = 2_000;
/** One notification of a scanner in so much real time. */
const NOTICE_MS = 60_000;

/**
 * What a hit that reaches the window may do, or null where it is not even listed: repeats within the cool-down, hits
 * of revised bars and hits of the past alert nobody. At full speed they are listed without a sound.
 */
export function alertOf(
  hit: Hit,
  wish: AlertWish | undefined,
  { now, speed }: AlertMoment,
): AlertWish | null {
  if (wish === undefined || !(wish.sound || wish.notify || wish.flash)) return null;
  if (hit.quiet === true || hit.revisedAt !== undefined) return null;
  if (speed === null) return NOTHING;
  return now - hit.time > Math.max(NEWS_MS, speed * UNDER_WAY_MS) ? null : wish;
}

/** Lets one through in so much time. */
export class OncePer {
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly milliseconds: number,
    private readonly now: () => number,
  ) {}

  /** True where it is time again. */
  take(): boolean {
    const now = this.now();
    if (now - this.#last < this.milliseconds) return false;
    this.#last = now;
    return true;
  }
}

/** What the system's notification says. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly hit: Hit;
}

/** One notification of a scanner a minute: what comes in between is told together, with the next. */
export class NoticeMerger {
  readonly #told = new Map<string, { at: number; waiting: Hit[] }>();

  constructor(private readonly now: () => number) {}

  /** The notification to be shown for new hits of one scanner; null where they wait. */
  take(scanner: string, hits: readonly Hit[]): Notice | null {
    const before = this.#told.get(scanner);
    const waiting = [...(before?.waiting ?? []), ...hits];
    const [first] = waiting;
    if (first === undefined) return null;
    if (before !== undefined && this.now() - before.at < NOTICE_MS) {
      before.waiting = waiting;
      return null;
    }
    this.#told.set(scanner, { at: this.now(), waiting: [] });
    const symbols = [...new Set(waiting.map(({ symbol }) => symbol))];
    const [symbol = ''] = symbols;
    if (symbols.length === 1) return { title: `${symbol}: ${scanner}`, body: first.reason ?? '', hit: first };
    const listed = symbols.slice(0, 8).join(', ');
    const more = symbols.length > 8 ? ` and ${symbols.length - 8} more` : '';
    return { title: `${scanner}: ${symbols.length} symbols`, body: `${listed}${more}`, hit: first };
  }
}
