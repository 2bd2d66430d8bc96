import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ChartData } from '../../../shared/domain/chart.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { Failure } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ChartView } from '../../charts/chart-view.ts';
import { type OpenChart, openChart, releaseChart } from '../../stores/chart-session.ts';

/** What a chart has of its symbol. */
export interface ChartBarsState {
  /** Null until the first answer. */
  readonly data: ChartData | null;
  /** Why the newest answer did not come; null where it did. */
  readonly failure: Failure | null;
  readonly feed: RefObject<OpenChart | null>;
}

interface Shown {
  readonly subject: string;
  readonly data: ChartData | null;
  readonly failure: Failure | null;
}

const NOTHING: Shown = { subject: '', data: null, failure: null };

/**
 * Feeds a view with the bars of a symbol; draws them as they come, before React hears of them. A chart that is not
 * visible asks for none.
 */
export function useChartBars(
  chartId: string,
  view: ChartView | null,
  symbol: SymbolId,
  interval: Interval,
  isVisible: boolean,
): ChartBarsState {
  const [shown, setShown] = useState(NOTHING);
  const feed = useRef<OpenChart | null>(null);
  const subject = `${symbol} ${interval}`;
  const visible = useRef(isVisible);
  useEffect(() => {
    if (view === null) return undefined;
    const opened = openChart({ chartId, symbol, interval }, (news) => {
      if (news.kind === 'failed') {
        setShown((before) => ({ ...kept(before, subject), failure: news.failure }));
      } else if (view.show(news.data, news.from)) {
        setShown({ subject, data: news.data, failure: null });
      } else {
        opened.retry();
      }
    });
    opened.setVisible(visible.current);
    feed.current = opened;
    return () => {
      feed.current = null;
      opened.close();
    };
  }, [chartId, view, symbol, interval, subject]);
  useEffect(() => {
    visible.current = isVisible;
    feed.current?.setVisible(isVisible);
  }, [isVisible]);
  useEffect(() => () => releaseChart(chartId), [chartId]);
  // What was drawn of the symbol before is not shown under the name of this one.
  const { data, failure } = kept(shown, subject);
  return { data, failure, feed };
}

function kept(shown: Shown, subject: string): Shown {
  return shown.subject === subject ? shown : { ...NOTHING, subject };
}
