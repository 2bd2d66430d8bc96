import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFindings } from '../../shared/domain/import-report.ts';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { type BarRow, csvTrial } from '../testing/csv-import.ts';
import { zoneClock } from './zone-clock.ts';

const calendar = exchangeCalendar('NYSE');
const MINUTE = 60_000;
const DAY = 86_400_000;

/** How a file is written: what the detection has to find out, or to ask. */
interface Dress {
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly decimal: '.' | ',';
  readonly thousands: boolean;
  readonly dates:
    | 'iso'
    | 'mdy'
    | 'dmy'
    | 'dots'
    | 'compact'
    | 'named'
    | 'epoch_s'
    | 'epoch_ms'
    | 'rfc'
    | 'split'
    | 'pm';
  readonly zone: 'America/New_York' | 'UTC' | 'America/Chicago' | 'Europe/London';
  readonly edge: 'start' | 'end';
  readonly header: boolean;
  readonly order: readonly number[];
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly encoding: 'utf8' | 'bom' | 'utf16le';
  readonly quoted: boolean;
  readonly newestFirst: boolean;
  readonly interval: '1m' | '5m' | '1d';
}

const dress: fc.Arbitrary<Dress> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  decimal: fc.constantFrom('.', ','),
  thousands: fc.boolean(),
  dates: fc.constantFrom(
    'iso',
    'mdy',
    'dmy',
    'dots',
    'compact',
    'named',
    'epoch_s',
    'epoch_ms',
    'rfc',
    'split',
    'pm',
  ),
  zone: fc.constantFrom('America/New_York', 'UTC', 'America/Chicago', 'Europe/London'),
  edge: fc.constantFrom('start', 'end'),
  header: fc.boolean(),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf8', 'bom', 'utf16le'),
  quoted: fc.boolean(),
  newestFirst: fc.boolean(),
  interval: fc.constantFrom('1m', '5m', '1d'),
});

/** A walk in cents, one bar for each start, as a market makes them: an open is near the last close. */
function walk(starts: readonly number[], seed: number): BarRow[] {
  let state = seed >>> 0;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  let close = 5_000 + random(5_000);
  return starts.map((start) => {
    const open = close + random(5) - 2;
    close = Math.max(100, open + random(61) - 30);
    const high = Math.max(open, close) + random(12);
    const low = Math.min(open, close) - random(12);
    return [start, open / 100, high / 100, low / 100, close / 100, 900 + random(90_000)];
  });
}

function startsOf(interval: Dress['interval'], from: string, sessions: number): number[] {
  const days = calendar.sessionsBetween(sessionDate(from), sessionDate('2025-12-01')).slice(0, sessions);
  if (interval === '1d') return days.map(({ open }) => open);
  const length = interval === '1m' ? MINUTE : 5 * MINUTE;
  return days.flatMap(({ open, close }) =>
    Array.from({ length: (close - open) / length }, (_unused, bar) => open + bar * length),
  );
}

const two = (value: number): string => String(value).padStart(2, '0');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The stamp of a bar, as one field or as two. */
function stampOf(start: number, { dates, zone, edge, interval, delimiter }: Dress): string[] {
  const daily = interval === '1d';
  const instant = daily
    ? start
    : edge === 'start'
      ? start
      : start + (interval === '1m' ? MINUTE : 5 * MINUTE);
  const day = calendar.dateOf(epochMs(start));
  const local = daily ? Date.parse(day) : instant + zoneClock(zone).offsetAt(instant);
  const at = new Date(local);
  const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const time = daily ? '' : ` ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const hour = at.getUTCHours();
  switch (dates) {
    case 'iso':
      return [`${y}-${two(m)}-${two(d)}${time.replace(' ', 'T')}`];
    case 'mdy':
      return [`${m}/${d}/${y}${time}`];
    case 'dmy':
      return [`${two(d)}/${two(m)}/${y}${time}`];
    case 'dots':
      return [`${two(d)}.${two(m)}.${y}${time}`];
    case 'compact':
      return [`${y}${two(m)}${two(d)}${time}`];
    case 'named':
      return [`${d}-${MONTHS[m - 1]}-${y}${time}`];
    case 'epoch_s':
      return [String((daily ? local : instant) / 1_000)];
    case 'epoch_ms':
      return [String(daily ? local : instant)];
    case 'rfc':
      return [new Date(daily ? local : instant).toUTCString()].map((text) =>
        delimiter === ',' ? `"${text}"` : text,
      );
    case 'split':
      return daily ? [`${y}-${two(m)}-${two(d)}`] : [`${y}-${two(m)}-${two(d)}`, `${time.trim()}:00`];
    case 'pm':
      return [
        daily
          ? `${m}/${d}/${y} 12:00:00 AM`
          : `${m}/${d}/${y} ${hour % 12 || 12}:${two(at.getUTCMinutes())}:00 ${hour < 12 ? 'AM' : 'PM'}`,
      ];
  }
}

function numberOf(value: number, decimals: number, { decimal, thousands, delimiter }: Dress): string {
  const plain = decimals === 0 ? String(value) : value.toFixed(decimals);
  const [whole = '', fraction] = plain.split('.');
  const mark = decimal === '.' ? ',' : '.';
  const grouped = thousands ? whole.replace(/\B(?=(\d{3})+$)/g, mark) : whole;
  const text = fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
  return text.includes(delimiter) ? `"${text}"` : text;
}

const NAMES = ['Open', 'High', 'Low', 'Close', 'Volume'];

function written(bars: readonly BarRow[], style: Dress): Buffer {
  const stampNames = style.dates === 'split' && style.interval !== '1d' ? ['Date', 'Time'] : ['Date'];
  const inOrder = (fields: readonly (readonly string[])[]): string =>
    style.order.flatMap((field) => fields[field] ?? []).join(style.delimiter);
  const rows = bars.map((bar) => {
    const [start = 0, open = 0, high = 0, low = 0, close = 0, volume = 0] = bar;
    const figures = [
      ...[open, high, low, close].map((price) => numberOf(price, 2, style)),
      numberOf(volume, 0, style),
    ];
    const quoted = figures.map((text) => (style.quoted && !text.startsWith('"') ? `"${text}"` : text));
    return inOrder([stampOf(start, style), ...quoted.map((text) => [text])]);
  });
  if (style.newestFirst) rows.reverse();
  const header = style.header ? [inOrder([stampNames, ...NAMES.map((name) => [name])])] : [];
  const text = `${style.encoding === 'utf8' ? '' : '\ufeff'}${[...header, ...rows].join(style.lineEnd)}${style.lineEnd}`;
  return Buffer.from(text, style.encoding === 'utf16le' ? 'utf16le' : 'utf8');
}

/** What the user would answer, who knows how the file was made. */
function truth(topic: string, style: Dress): string | undefined {
  const split = style.dates === 'split' && style.interval !== '1d' ? 1 : 0;
  const place = (field: number): string => {
    const stampAt = style.order.indexOf(0);
    const at = style.order.indexOf(field);
    return String(at + (at > stampAt ? split : 0));
  };
  const styles: Partial<Record<Dress['dates'], string>> = {
    iso: 'ymd',
    split: 'ymd',
    dots: 'dmy',
    compact: 'compact_ymd',
    named: 'named_dmy',
    rfc: 'named_dmy',
    pm: 'mdy',
  };
  const answers: Readonly<Record<string, string>> = {
    delimiter: style.delimiter,
    numbers: `${style.decimal}${style.thousands ? (style.decimal === '.' ? ',' : '.') : ''}`,
    column_open: place(1),
    column_high: place(2),
    column_low: place(3),
    column_close: place(4),
    column_volume: place(5),
    date_style: styles[style.dates] ?? style.dates,
    interval: style.interval,
    zone: style.interval === '1d' ? 'date' : style.zone,
    bar_edge: style.edge,
    symbol: '=AAPL',
    price_scale: '1',
    basis: 'raw',
  };
  return answers[topic];
}

describe('bars written in any layout', () => {
  it('come back exactly, with what is asked answered and nothing else decided wrongly', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(
        dress,
        fc.constantFrom('2024-03-04', '2024-07-01', '2024-10-28', '2013-01-02'),
        fc.integer({ min: 1, max: 9_999 }),
        async (style, from, seed) => {
          const sessions = style.interval === '1d' ? 30 : style.interval === '1m' ? 3 : 5;
          const bars = walk(startsOf(style.interval, from, sessions), seed);
          const trial = await csvTrial({ 'AAPL.csv': written(bars, style) });
          let { report } = trial;
          const answers: Record<string, string> = {};
          // An answer may open what builds on it.
          for (let turn = 0; turn < 6 && openFindings(report).length > 0; turn += 1) {
            for (const { id, topic } of openFindings(report)) {
              const answer = truth(topic, style);
              if (answer === undefined) throw new Error(`Asked for ${topic}`);
              answers[id] = answer;
              asked += 1;
            }
            report = trial.job.answer(answers);
          }
          const told = () =>
            JSON.stringify(
              report.layouts[0]?.findings.map(({ topic, value, why }) => [topic, value, why]),
              null,
              1,
            );
          const run = await trial.job.run(answers, 'trial');
          if (!run.ok || run.value.kind !== 'imported')
            throw new Error(`${JSON.stringify(run).slice(0, 400)}\n${told()}`);
          const got = (trial.bars.get(`AAPL ${style.interval}`) ?? []).toSorted(([a = 0], [b = 0]) => a - b);
          if (JSON.stringify(got) !== JSON.stringify(bars))
            throw new Error(`${JSON.stringify([got[0], bars[0]])}\n${told()}`);
        },
      ),
      { numRuns: Number(process.env.ROUND_TRIPS ?? 20), seed: Number(process.env.ROUND_SEED ?? 20_131_007) },
    );
    // Only the basis always has to be asked: most of the rest is found.
    expect(asked).toBeGreaterThan(0);
  });
});

describe('any bytes', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ',',
          ';',
          '\t',
          ' ',
          '\n',
          '\r',
          '"',
          "'",
          '.',
          '-',
          '/',
          ':',
          '2013-10-07',
          '10.5',
          '1,234',
          'NaN',
          'date',
          'open',
          'close',
          '\u0000',
          '9'.repeat(40),
          '1e308',
          'é',
          '\ud800',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 400 },
    )
    .map((parts) => Buffer.from(parts.join('')));

  it.each([
    ['of letters and marks', soup],
    ['at random', fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes))],
  ])('%s give a report, and an import or a refusal in words', async (_what, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (bytes) => {
        const { job, report } = await csvTrial({ 'AAPL.csv': bytes }, { basis: 'raw' });
        expect(report.problems.length + report.layouts.length).toBeGreaterThan(0);
        const run = await job.run({ basis: 'raw' }, 'trial');
        if (!run.ok) expect(run.error.message).toMatch(/\w\.$/);
        await job.close();
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 60), seed: 7 },
    );
  });

  it('a sound file with bytes put in, taken out and changed is read as far as it goes', async () => {
    const bars = walk(startsOf('1d', '2013-10-07', 25), 3);
    const style: Dress = {
      delimiter: ',',
      decimal: '.',
      thousands: false,
      dates: 'iso',
      zone: 'UTC',
      edge: 'start',
      header: true,
      order: [0, 1, 2, 3, 4, 5],
      lineEnd: '\n',
      encoding: 'utf8',
      quoted: false,
      newestFirst: false,
      interval: '1d',
    };
    const sound = written(bars, style);
    const changes = fc.array(
      fc.tuple(fc.nat(sound.length - 1), fc.nat(255), fc.constantFrom('set', 'cut', 'add')),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(changes, async (edits) => {
        let bytes = [...sound];
        for (const [at, byte, kind] of edits) {
          bytes =
            kind === 'set'
              ? bytes.with(Math.min(at, bytes.length - 1), byte)
              : bytes.toSpliced(at, kind === 'cut' ? 1 : 0, ...(kind === 'add' ? [byte] : []));
        }
        const { job, bars: got } = await csvTrial({ 'AAPL.csv': Buffer.from(bytes) }, { basis: 'raw' });
        const run = await job.run({ basis: 'raw' }, 'trial');
        if (run.ok) {
          const kept = [...got.values()].flat().length;
          expect(kept + run.value.tally.rejected).toBe(run.value.tally.rows);
          // What reached the archive is sound, whatever the bytes were.
          for (const [start = 0, open = 0, high = 0, low = 0, close = 0] of [...got.values()].flat()) {
            expect(low <= Math.min(open, close) && high >= Math.max(open, close) && start % DAY > 0).toBe(
              true,
            );
          }
        }
        await job.close();
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 60), seed: 11 },
    );
  });
});
