import { toIsoTime } from '../../../shared/domain/time.ts';
import type { FeedWatch } from './lost-streams.ts';
import type { RunRecorder } from './run-recorder.ts';

/** Brings what happens to streams into the run's record: a source that fails ends nothing, and is said. */
export function feedWatch(recorder: RunRecorder): FeedWatch {
  return {
    onLost: ({ symbol, interval }, from, cause, retryAt) =>
      recorder.event('stream_lost', {
        symbol,
        interval,
        from: toIsoTime(from),
        cause,
        retry_at: retryAt === null ? null : toIsoTime(retryAt),
      }),
    onRestored: ({ symbol, interval }, from) =>
      recorder.event('stream_restored', { symbol, interval, from: toIsoTime(from) }),
    onFailed: ({ symbol, interval }, what, cause) =>
      recorder.event('read_failed', { symbol, interval, what, cause }),
  };
}
