import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { request } from '../ipc/client.ts';
import { ChartFeed, type ChartFeedPorts, type ChartNews, type ChartSubject } from './chart-feed.ts';
import { useSession } from './session-store.ts';
import { rowOfSymbol } from './symbol-rows.ts';

/** How many bars a chart asks for at first, and when its oldest come into view. */
const FIRST_BARS = 1_500;
const MORE_BARS = 6_000;
const MOST_BARS = 12_000;
/** While history loads, nothing of the symbol's row may change: a chart then looks by itself. */
const LOADING_MS = 300;

const PORTS: ChartFeedPorts = {
  ask: (query) => request('chart.read', query),
  painted: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
};

/** A chart's way to its bars. */
export interface OpenChart {
  /** Older bars are wanted. */
  reachBack(): void;
  /** Ask for everything again. */
  retry(): void;
  setVisible(isVisible: boolean): void;
  close(): void;
}

/** Asks for the bars of a chart now, and again whenever the session has news of its symbol. */
export function openChart(subject: ChartSubject, onNews: (news: ChartNews) => void): OpenChart {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const feed = new ChartFeed(subject, FIRST_BARS, PORTS, (news) => {
    clearTimeout(timer);
    if (news.kind === 'bars' && news.data.loading) timer = setTimeout(() => feed.refresh(), LOADING_MS);
    onNews(news);
  });
  const stop = useSession.subscribe(({ snapshot, changedRows }, before) => {
    if (snapshot === null || snapshot === before.snapshot) return;
    if (changedRows === null) feed.refreshWhole();
    else if (hasNews(subject.symbol, snapshot, changedRows, before.snapshot)) feed.refresh();
  });
  feed.refresh();
  let wanted = FIRST_BARS;
  return {
    reachBack() {
      wanted = wanted === FIRST_BARS ? MORE_BARS : MOST_BARS;
      feed.reachBack(wanted);
    },
    retry: () => feed.refreshWhole(),
    setVisible: (isVisible) => feed.setVisible(isVisible),
    close() {
      clearTimeout(timer);
      stop();
      feed.close();
    },
  };
}

/** The chart is gone for good: what the engine held for it is let go. */
export function releaseChart(chartId: string): void {
  void request('chart.close', { chartId });
}

/** True where the newest frame says something about the symbol that its chart draws. */
function hasNews(
  symbol: SymbolId,
  snapshot: SessionSnapshot,
  changedRows: Uint32Array,
  before: SessionSnapshot | null,
): boolean {
  const index = rowOfSymbol(snapshot, symbol)?.index;
  if (index !== undefined && changedRows.includes(index)) return true;
  if (before === null || snapshot.status.sessionDate !== before.status.sessionDate) return true;
  if (snapshot.promoted === before.promoted) return false;
  const record = ({ promoted }: SessionSnapshot) => promoted.find((each) => each.symbol === symbol);
  return JSON.stringify(record(snapshot)) !== JSON.stringify(record(before));
}
