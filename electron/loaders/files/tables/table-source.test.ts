import { expect, it, vi } from 'vitest';
import { symbolId } from '../../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../../engine/calendar/exchanges.ts';
import type { BarRequest } from '../../contract.ts';
import type { BarTable } from './bar-table.ts';
import { TableSource } from './table-source.ts';

const calendar = exchangeCalendar('NYSE');
const date = sessionDate('2024-06-03');
const SYMBOLS = Array.from({ length: 300 }, (_, number) => symbolId(`S${number}`));

/** Says of how many symbols the rows were asked for at a time. */
class EmptyTable implements BarTable {
  readonly basis = { kind: 'raw' } as const;
  readonly series = (['1m', '1d'] as const).flatMap((interval) =>
    SYMBOLS.map((symbol) => ({ symbol, interval, first: date, last: date })),
  );
  readonly asked: string[] = [];

  async rows(interval: string, symbols: readonly string[]): Promise<Float64Array> {
    this.asked.push(`${symbols.length} ${interval}`);
    return new Float64Array();
  }

  fileName(): string {
    return '';
  }

  close(): void {}
}

it('asks its table for many days and for few minutes at a time, and answers in the order of the requests', async () => {
  const table = new EmptyTable();
  const source = new TableSource('bars', 'test', calendar, async () => table);
  const { open, close } = calendar.session(date) ?? { open: epochMs(0), close: epochMs(0) };
  const request = (symbol: BarRequest['symbol'], interval: BarRequest['interval']): BarRequest => ({
    ...{ symbol, interval, from: open, to: close, hours: 'regular', asOf: date },
  });
  const requests = [
    ...SYMBOLS.map((symbol) => request(symbol, '1d')),
    ...SYMBOLS.slice(0, 40).map((symbol) => request(symbol, '1m')),
  ];
  const answers = await source.readBars(requests);
  expect(answers.map(({ symbol, interval }) => `${symbol} ${interval}`)).toEqual(
    requests.map(({ symbol, interval }) => `${symbol} ${interval}`),
  );
  expect(table.asked).toEqual(['256 1d', '44 1d', '16 1m', '16 1m', '8 1m']);
});

it('is closed once what it reads has come, and reads no further', async () => {
  const order: string[] = [];
  let answer: () => void = () => undefined;
  class SlowTable extends EmptyTable {
    override async rows(): Promise<Float64Array> {
      order.push('asked');
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      order.push('answered');
      return new Float64Array();
    }

    override close(): void {
      order.push('closed');
    }
  }
  const source = new TableSource('bars', 'test', calendar, async () => new SlowTable());
  const { open, close } = calendar.session(date) ?? { open: epochMs(0), close: epochMs(0) };
  const read = source.readBars(
    SYMBOLS.map((symbol) => ({
      symbol,
      interval: '1d',
      from: open,
      to: close,
      hours: 'regular',
      asOf: date,
    })),
  );
  const refused = expect(read).rejects.toThrow('bars was closed while it was read');
  await vi.waitFor(() => expect(order).toEqual(['asked']));
  const closed = source.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual(['asked']);
  answer();
  await closed;
  await refused;
  expect(order).toEqual(['asked', 'answered', 'closed']);
});
