import { describe, expect, it } from 'vitest';
import type { ChartData, ChartQuery } from '../../shared/domain/chart.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { chartData, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { ChartFeed, type ChartNews } from './chart-feed.ts';

const WHOLE = chartData({ at: fiveMinutes(OPEN, 3) });
const TAIL = chartData({ at: fiveMinutes(OPEN + 600, 2) }, { whole: false });

/** An engine that answers when told to. */
class Engine {
  readonly queries: ChartQuery[] = [];
  readonly news: ChartNews[] = [];
  readonly #waiting: ((reply: Result<ChartData>) => void)[] = [];
  readonly feed = new ChartFeed(
    { chartId: 'chart', symbol: WHOLE.symbol, interval: '5m' },
    100,
    {
      ask: (query) => {
        this.queries.push(query);
        return new Promise((resolve) => this.#waiting.push(resolve));
      },
      painted: () => Promise.resolve(),
    },
    (news) => this.news.push(news),
  );

  async answer(reply: Result<ChartData>): Promise<void> {
    this.#waiting.shift()?.(reply);
    // Lets every promise of the feed settle.
    await new Promise((resolve) => setTimeout(resolve));
  }

  get lastQuery(): ChartQuery | undefined {
    return this.queries.at(-1);
  }
}

async function fed(): Promise<Engine> {
  const engine = new Engine();
  engine.feed.refresh();
  await engine.answer(success(WHOLE));
  return engine;
}

describe('ChartFeed', () => {
  it('asks for the whole first, then for what follows its newest bar', async () => {
    const engine = await fed();
    expect(engine.queries).toEqual([
      { chartId: 'chart', symbol: 'IBM', interval: '5m', last: 100, since: null },
    ]);
    engine.feed.refresh();
    expect(engine.lastQuery?.since).toEqual({ edition: 1, start: (OPEN + 600 + 4 * 3_600) * 1_000 });
    await engine.answer(success(TAIL));
    const [, news] = engine.news;
    expect(news).toMatchObject({ kind: 'bars', from: 2 });
    expect(news?.kind === 'bars' && news.data.bars.start.length).toBe(4);
  });

  it('asks once for everything that happens while it waits', async () => {
    const engine = await fed();
    for (let i = 0; i < 5; i++) engine.feed.refresh();
    expect(engine.queries).toHaveLength(2);
    await engine.answer(success(TAIL));
    expect(engine.queries).toHaveLength(3);
    await engine.answer(success(TAIL));
    expect(engine.queries).toHaveLength(3);
  });

  it('asks for the whole where an answer does not fit', async () => {
    const engine = await fed();
    engine.feed.refresh();
    await engine.answer(success({ ...TAIL, edition: 2 }));
    expect(engine.news).toHaveLength(1);
    expect(engine.lastQuery?.since).toBeNull();
    await engine.answer(success({ ...WHOLE, edition: 2 }));
    expect(engine.news.at(-1)).toMatchObject({ kind: 'bars', from: 0 });
  });

  it('says so where the whole is out of order too, and does not ask again by itself', async () => {
    const engine = new Engine();
    engine.feed.refresh();
    await engine.answer(success(chartData({ at: [OPEN, OPEN] })));
    expect(engine.news).toMatchObject([{ kind: 'failed', failure: { code: 'bad_bars' } }]);
    expect(engine.queries).toHaveLength(1);
  });

  it('tells of a failure, and carries on from the bars it has', async () => {
    const engine = await fed();
    engine.feed.refresh();
    await engine.answer(failure('deadline_exceeded', 'no answer within 2 s'));
    expect(engine.news.at(-1)).toMatchObject({ kind: 'failed' });
    engine.feed.refresh();
    expect(engine.lastQuery?.since).not.toBeNull();
  });

  it('asks for nothing while nobody sees it, and once when it is seen again', async () => {
    const engine = await fed();
    engine.feed.setVisible(false);
    engine.feed.refresh();
    engine.feed.refresh();
    expect(engine.queries).toHaveLength(1);
    engine.feed.setVisible(true);
    expect(engine.queries).toHaveLength(2);
  });

  it('says nothing once it is closed', async () => {
    const engine = new Engine();
    engine.feed.refresh();
    engine.feed.close();
    await engine.answer(success(WHOLE));
    expect(engine.news).toEqual([]);
  });

  it('reaches back only where there is more to be had', async () => {
    const engine = await fed();
    engine.feed.reachBack(1_000);
    expect(engine.queries).toHaveLength(1);
    const long = new Engine();
    long.feed.refresh();
    await long.answer(success(chartData({ at: fiveMinutes(OPEN, 100) })));
    long.feed.reachBack(1_000);
    expect(long.lastQuery).toMatchObject({ last: 1_000, since: null });
  });
});
