import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { LiveSessionParts } from '../coordinator/live-parts.ts';
import { buildSession } from '../coordinator/open-session.ts';
import type { Pacer } from '../coordinator/pacer.ts';
import type { ScanReport } from '../scanners/scanner-environment.ts';
import type { TrialParts } from './trial-parts.ts';

/** Who follows a trial's run. */
interface TrialWatch {
  onScan(report: ScanReport, run: LiveSessionParts): void;
  /** Everything of an instant is done, and the market still is as its scans saw it. */
  afterInstant(run: LiveSessionParts): void;
}

/**
 * Plays a config from the beginning of its first date to an instant, inclusive, at full speed. Answers the run as it
 * stands there, to be looked at. Nothing is written anywhere. Rejects with the signal's reason, or where a source
 * cannot be opened.
 */
export async function playTrial(
  config: SessionConfig,
  until: EpochMs,
  parts: TrialParts,
  watch: TrialWatch,
): Promise<LiveSessionParts> {
  const { signal, sources } = parts;
  signal.throwIfAborted();
  for (const source of sources) source.beginTrial(signal);
  const between = (now: EpochMs): void => {
    watch.afterInstant(built);
    parts.onStep?.(stepAt(now, until, built));
  };
  const built: LiveSessionParts = await buildSession({
    config,
    sources,
    pacer: new BetweenSteps(parts.pacer(), between),
    outputs: undefined,
    until,
    speed: null,
    scripts: parts.scripts,
    onScan: (report) => watch.onScan(report, built),
  });
  const stop = (): void => built.run.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await built.run.play();
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  watch.afterInstant(built);
  return built;
}

function stepAt(now: EpochMs, until: EpochMs, { coordinator }: LiveSessionParts) {
  const { calendar, config } = coordinator.parts;
  const first = config.replay?.start_date ?? coordinator.session.date;
  const from = calendar.session(first)?.preOpen ?? now;
  const time = calendar.wallTime(now).slice(0, 'HH:mm'.length);
  const severalDates = config.replay?.start_date !== config.replay?.end_date;
  return {
    done: Math.max(0, now - from),
    of: Math.max(1, until - from),
    words: severalDates ? `${coordinator.session.date} ${time}` : time,
  };
}

/** A pacer that somebody else has a word with before each step. */
class BetweenSteps implements Pacer {
  constructor(
    private readonly pacer: Pacer,
    private readonly before: (now: EpochMs) => void,
  ) {}

  wait(now: EpochMs, next: EpochMs, market: boolean): Promise<void> {
    this.before(now);
    return this.pacer.wait(now, next, market);
  }

  wake(): void {
    this.pacer.wake();
  }

  setSpeed(speed: number | null): void {
    this.pacer.setSpeed(speed);
  }
}
