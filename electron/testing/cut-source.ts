import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { intervalIndex } from '../../shared/domain/interval.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import type { DataSource } from '../loaders/contract.ts';

/** The same source as it stands at an instant after which nothing has happened yet; it is changed in place. */
export function cutAt(cut: EpochMs, source: DataSource, calendar: Calendar): DataSource {
  const readBars = source.readBars.bind(source);
  source.readBars = async (requests, signal) =>
    (await readBars(requests, signal)).map((answer) => {
      const { records } = answer;
      const interval = intervalIndex(answer.interval);
      let length = records.length;
      while (length > 0 && calendar.spanEnd(interval, records[length - BAR_STRIDE] ?? 0) > cut)
        length -= BAR_STRIDE;
      return { ...answer, records: records.slice(0, length) };
    });
  const readNotices = source.readNotices.bind(source);
  source.readNotices = async (from, to) => (await readNotices(from, to)).filter(({ time }) => time <= cut);
  return source;
}
