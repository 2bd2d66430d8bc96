import { type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { normalizeSymbol, type SymbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import { dateOfDayNumber, weekdayOf } from '../../engine/calendar/civil-date.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { barFault } from '../../loaders/files/bar-fault.ts';
import { FROM_COLUMN, symbolByName } from '../detect/symbol.ts';
import { BY_DATE, OWN_ZONE } from '../detect/zone.ts';
import type { CsvLayout } from '../layout.ts';
import { Cells } from '../text/cells.ts';
import { NumberReader } from '../text/numbers.ts';
import { StampReader } from '../text/stamps.ts';
import { type ZoneClock, zoneClock } from '../zone-clock.ts';

const FIGURES = ['open', 'high', 'low', 'close', 'volume'] as const;
const SHOWN = 40;
const SUNDAY = 0;

/**
 * Makes bars of the rows of one layout. After a `read` without a fault the bar stands in the fields, which are used
 * again for the next row.
 */
export class RowParser {
  readonly #layout: CsvLayout;
  readonly #calendar: Calendar;
  readonly #latest: number;
  readonly #cells: Cells;
  readonly #stamps: StampReader;
  readonly #numbers: NumberReader;
  readonly #zone: ZoneClock | undefined;
  readonly #interval: number;
  readonly #lastNeeded: number;
  #fileSymbol: SymbolId | undefined;
  #file = '';
  /** The last ticker that was read, as written. */
  #ticker = '';
  #dayKnown = Number.NaN;
  #dayStart = Number.NaN;

  symbol: SymbolId | undefined;
  start = 0;
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  volume = 0;

  /** @param latest instant after which no bar can begin: now */
  constructor(layout: CsvLayout, calendar: Calendar, latest: number) {
    this.#layout = layout;
    this.#calendar = calendar;
    this.#latest = latest;
    this.#cells = new Cells(layout.delimiter);
    this.#stamps = new StampReader(layout.dateStyle);
    this.#numbers = new NumberReader(layout.numbers);
    this.#zone = layout.zone === OWN_ZONE || layout.zone === BY_DATE ? undefined : zoneClock(layout.zone);
    this.#interval = intervalIndex(layout.interval);
    this.#lastNeeded = Math.max(...Object.values(layout.columns));
  }

  /** Call before the rows of a file. @param name its path below what was chosen */
  beginFile(name: string): void {
    this.#file = name;
    const { symbolFrom } = this.#layout;
    this.#fileSymbol = symbolFrom === FROM_COLUMN ? undefined : symbolByName(symbolFrom, name);
  }

  /** Why the row is no bar, in words; undefined where it is one. */
  read(bytes: Buffer, start: number, end: number): string | undefined {
    const cells = this.#cells;
    cells.split(bytes, start, end);
    return this.#shape() ?? this.#readSymbol() ?? this.#readStart() ?? this.#readFigures();
  }

  #shape(): string | undefined {
    const { width } = this.#layout;
    const cells = this.#cells;
    if (cells.isBroken) return 'a quote is not closed';
    if (cells.width >= width && cells.count <= width && cells.width > this.#lastNeeded) return undefined;
    return `${cells.width} fields, the other rows have ${width}`;
  }

  #readSymbol(): string | undefined {
    const column = this.#layout.columns.symbol;
    if (this.#layout.symbolFrom !== FROM_COLUMN) {
      this.symbol = this.#fileSymbol;
      return this.symbol === undefined ? `the name of ${this.#file} holds no ticker` : undefined;
    }
    if (this.symbol !== undefined && this.#isSameTicker(column)) return undefined;
    const ticker = this.#cells.text(column, this.#layout.encoding);
    this.#ticker = ticker;
    this.symbol = normalizeSymbol(ticker);
    return this.symbol === undefined ? `"${ticker.slice(0, SHOWN)}" is no ticker` : undefined;
  }

  #isSameTicker(column: number): boolean {
    const { bytes } = this.#cells;
    const start = this.#cells.start(column);
    const ticker = this.#ticker;
    if (this.#cells.end(column) - start !== ticker.length) return false;
    for (let at = 0; at < ticker.length; at += 1)
      if (bytes[start + at] !== ticker.charCodeAt(at)) return false;
    return true;
  }

  #readStart(): string | undefined {
    const { columns, interval } = this.#layout;
    const cells = this.#cells;
    const stamps = this.#stamps;
    if (!stamps.read(cells.bytes, cells.start(columns.stamp), cells.end(columns.stamp))) {
      return this.#unreadable('date', columns.stamp);
    }
    if (
      columns.clock !== -1 &&
      !stamps.readClock(cells.bytes, cells.start(columns.clock), cells.end(columns.clock))
    ) {
      return this.#unreadable('time', columns.clock);
    }
    const fault = isIntraday(interval) ? this.#startOfBar() : this.#startOfDay(interval);
    if (fault !== undefined) return fault;
    return this.start > this.#latest ? `${this.#shown(columns.stamp)} lies in the future` : undefined;
  }

  #startOfBar(): string | undefined {
    const { zone, edge, columns, interval } = this.#layout;
    const { day, time, offset } = this.#stamps;
    const local = day * MILLISECONDS_PER_DAY + time;
    if (zone === OWN_ZONE && Number.isNaN(offset)) return `${this.#shown(columns.stamp)} names no zone`;
    const instant = this.#zone === undefined ? local - offset : this.#zone.instantOf(local);
    const inside = edge === 'start' ? instant : instant - 1;
    const start = this.#calendar.spanStart(this.#interval, inside);
    if (Number.isNaN(start)) return `the exchange is closed at ${this.#moment()}`;
    const meets =
      edge === 'start' ? start === instant : this.#calendar.spanEnd(this.#interval, inside) === instant;
    if (!meets) return `no ${interval} bar ${edge === 'start' ? 'begins' : 'ends'} at ${this.#moment()}`;
    this.start = start;
    return undefined;
  }

  #startOfDay(interval: Interval): string | undefined {
    const { day: local, time, offset } = this.#stamps;
    let day = local;
    if (this.#zone !== undefined && !Number.isNaN(offset)) {
      const instant = local * MILLISECONDS_PER_DAY + time - offset;
      day = Math.floor((instant + this.#zone.offsetAt(instant)) / MILLISECONDS_PER_DAY);
    }
    // Files of many symbols have the same day again and again.
    if (day !== this.#dayKnown) {
      this.#dayKnown = day;
      this.#dayStart = interval === '1d' ? this.#sessionOpen(day) : this.#weekOpen(day);
    }
    this.start = this.#dayStart;
    if (!Number.isNaN(this.start)) return undefined;
    const date = dateOfDayNumber(day);
    const { firstDate, lastDate } = this.#calendar;
    if (date < firstDate || date > lastDate)
      return `${date} lies outside the calendar, ${firstDate} to ${lastDate}`;
    return `the exchange has no session ${interval === '1d' ? 'on' : 'in the week of'} ${date}`;
  }

  #sessionOpen(day: number): number {
    const date = dateOfDayNumber(day);
    const { firstDate, lastDate } = this.#calendar;
    if (date < firstDate || date > lastDate) return Number.NaN;
    return this.#calendar.session(date)?.open ?? Number.NaN;
  }

  /** A week that is named by its Sunday begins with it. */
  #weekOpen(day: number): number {
    const weekday = weekdayOf(day);
    const monday = weekday === SUNDAY && this.#layout.edge === 'start' ? day + 1 : day - ((weekday + 6) % 7);
    for (let at = monday; at < monday + 5; at += 1) {
      const open = this.#sessionOpen(at);
      if (!Number.isNaN(open)) return open;
    }
    return Number.NaN;
  }

  #readFigures(): string | undefined {
    const { columns, priceScale } = this.#layout;
    this.open = this.#number(columns.open) / priceScale;
    this.high = this.#number(columns.high) / priceScale;
    this.low = this.#number(columns.low) / priceScale;
    this.close = this.#number(columns.close) / priceScale;
    this.volume = columns.volume === -1 ? 0 : this.#number(columns.volume);
    const fault = barFault(this.open, this.high, this.low, this.close, this.volume);
    return fault === undefined ? undefined : (this.#notNumbers() ?? fault);
  }

  #number(column: number): number {
    const cells = this.#cells;
    return this.#numbers.read(cells.bytes, cells.start(column), cells.end(column));
  }

  /** Which fields hold no number at all: said in place of what follows from it. */
  #notNumbers(): string | undefined {
    const { columns } = this.#layout;
    const asked = FIGURES.filter((name) => columns[name] !== -1);
    const empty = asked.filter((name) => this.#cells.isEmpty(columns[name]));
    if (empty.length > 0) return `empty ${empty.join(', ')}`;
    const bad = asked.find((name) => Number.isNaN(this.#number(columns[name])));
    return bad === undefined ? undefined : `${bad} ${this.#shown(columns[bad])} is no number`;
  }

  #unreadable(what: string, column: number): string {
    return this.#cells.isEmpty(column)
      ? `empty ${what}`
      : `${this.#shown(column)} is no ${what} of the form of the others`;
  }

  #shown(column: number): string {
    return `"${this.#cells.text(column, this.#layout.encoding).slice(0, SHOWN)}"`;
  }

  #moment(): string {
    const { columns } = this.#layout;
    return columns.clock === -1
      ? this.#shown(columns.stamp)
      : `${this.#shown(columns.stamp)} ${this.#shown(columns.clock)}`;
  }
}
