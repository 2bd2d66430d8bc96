import { describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { RejectedRows } from '../files/rejected-rows.ts';
import { type FileDay, parseQuoteRows, parseTradeRows } from './intraday-rows.ts';

const calendar = exchangeCalendar('NYSE');

function dayOf(date: string): FileDay {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`${date} has no session`);
  return { session, midnight: calendar.instantOf(session.date, '00:00'), length: 60_000 };
}

function parse(parser: typeof parseTradeRows, rows: string[], date = '2013-10-07') {
  const rejected = new RejectedRows('lean');
  const records = parser(Buffer.from(rows.join('\n')), dayOf(date), rejected.ofFile('x.zip!x.csv'));
  return { records: [...records], reasons: rejected.take().map(({ line, reason }) => `${line}: ${reason}`) };
}

const OPEN = epochMs(Date.parse('2013-10-07T13:30:00Z'));

describe('rows of a trade file', () => {
  it('are bars at their start in exchange time, in dollars', () => {
    const { records, reasons } = parse(parseTradeRows, ['34200000,1676500,1677000,1676000,1676700,20000']);

    expect(reasons).toEqual([]);
    expect(records).toEqual([OPEN, 167.65, 167.7, 167.6, 167.67, 20000]);
  });

  it('keep the hours before and after the session, on both sides of a clock change', () => {
    const row = (hour: number) => `${hour * 3_600_000},1,1,1,1,1`;
    const summer = parse(parseTradeRows, [row(4), row(19)], '2013-11-01').records;
    const winter = parse(parseTradeRows, [row(4), row(19)], '2013-11-04').records;

    expect([summer[0], summer[6]]).toEqual(['2013-11-01T08:00Z', '2013-11-01T23:00Z'].map(Date.parse));
    expect([winter[0], winter[6]]).toEqual(['2013-11-04T09:00Z', '2013-11-05T00:00Z'].map(Date.parse));
  });

  it('are refused with the reason where they are no bar of that day', () => {
    const good = '34260000,10,10,10,10,1';
    const { records, reasons } = parse(parseTradeRows, [
      good,
      '34260000,10,10,10,10,1',
      '34260000,10,11,10,10,1',
      '34200000,10,10,10,10,1',
      '34320001,10,10,10,10,1',
      '9999999999999999,10,10,10,10,1',
      '0,10,10,10,10,1',
      'x,10,10,10,10,1',
      '34320000,10,9,10,10,1',
      '34320000,10,,10,10,1',
      '34320000,10,10,10,10',
    ]);

    expect(records).toHaveLength(6);
    expect(reasons).toEqual([
      '2: duplicate of line 1',
      '3: second row of 09:31:00 with other figures: line 1 stays',
      '4: order: 09:30:00 comes after 09:31:00',
      '5: time 34320001 is not on a whole 60 s',
      '6: time "9999999999999999" is no whole milliseconds of a day',
      '7: 00:00:00 lies outside the trading day of 2013-10-07',
      '8: time "x" is no whole milliseconds of a day',
      '9: OHLC order: high 0.0009 is below low 0.001, high 0.0009 is below open 0.001, high 0.0009 is below close 0.001',
      '10: high not a finite number',
      '11: 5 fields, 6 are expected',
    ]);
  });
});

describe('rows of a quote file', () => {
  it('are known at the end of their bar, a missing side is NaN', () => {
    const { records, reasons } = parse(parseQuoteRows, [
      '34140000,10000,10000,10000,10100,300,10200,10200,10200,10300,200',
      '34200000,10000,10000,10000,10100,300,,,,,0',
    ]);

    expect(reasons).toEqual([]);
    expect(records).toEqual([OPEN, 1.01, 300, 1.03, 200, OPEN + 60_000, 1.01, 300, Number.NaN, Number.NaN]);
  });

  it('are refused where a side is no price, or the time does not ascend', () => {
    const { reasons } = parse(parseQuoteRows, [
      '34200000,1,1,1,0,300,1,1,1,1,200',
      '34200000,1,1,1,1,300,1,1,1,1,200',
      '34200000,1,1,1,1,300,1,1,1,1,200',
      '34260000,1,1,1,1,300,1,1,1,1,-200',
    ]);

    expect(reasons).toEqual([
      '1: bid 0 x 300 is no price and size',
      '3: order: 09:30:00 comes after 09:30:00',
      '4: ask 1 x -200 is no price and size',
    ]);
  });
});
