import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATE_STYLES, type DateStyle, StampReader } from './stamps.ts';

const DAY = 86_400_000;

/** The local time as ISO, with the offset in minutes where there is one; undefined where it is no stamp. */
function read(style: DateStyle, text: string, clock?: string): string | undefined {
  const reader = new StampReader(style);
  const bytes = Buffer.from(text, 'latin1');
  if (!reader.read(bytes, 0, bytes.length)) return undefined;
  if (clock !== undefined) {
    const beside = Buffer.from(clock);
    if (!reader.readClock(beside, 0, beside.length)) return undefined;
  }
  const local = new Date(reader.day * DAY + reader.time).toISOString().replace('.000Z', '');
  return Number.isNaN(reader.offset) ? local : `${local} ${reader.offset / 60_000}`;
}

describe('stamps', () => {
  it.each<[DateStyle, string, string]>([
    ['ymd', '2013-10-07', '2013-10-07T00:00:00'],
    ['ymd', '2013/1/7 9:05', '2013-01-07T09:05:00'],
    ['ymd', '2013-10-07T09:30:00Z', '2013-10-07T09:30:00 0'],
    ['ymd', '2013-10-07T09:30:00.250-04:00', '2013-10-07T09:30:00.250Z -240'],
    ['ymd', '2013-10-07 09:30:00+0530', '2013-10-07T09:30:00 330'],
    ['ymd', '2013-10-07 09:30:00 EST', '2013-10-07T09:30:00 -300'],
    ['ymd', '13-10-07', '2013-10-07T00:00:00'],
    ['mdy', '10/7/2013 9:30:00 PM', '2013-10-07T21:30:00'],
    ['mdy', '2/22/2013 12:00:00 AM', '2013-02-22T00:00:00'],
    ['mdy', '2/22/2013 12:15 pm', '2013-02-22T12:15:00'],
    ['dmy', '07.10.2013 16:00', '2013-10-07T16:00:00'],
    ['dmy', '7/10/98', '1998-10-07T00:00:00'],
    ['compact_ymd', '20131007', '2013-10-07T00:00:00'],
    ['compact_ymd', '20131007 09:30', '2013-10-07T09:30:00'],
    ['compact_ymd', '20131007 093000', '2013-10-07T09:30:00'],
    ['compact_ymd', '20131007T0930', '2013-10-07T09:30:00'],
    ['compact_ymd', '20131007093015', '2013-10-07T09:30:15'],
    ['compact_ymd', '131007', '2013-10-07T00:00:00'],
    ['compact_mdy', '10072013', '2013-10-07T00:00:00'],
    ['compact_dmy', '07102013', '2013-10-07T00:00:00'],
    ['named_dmy', 'Mon, 07 Oct 2013 13:30:00 GMT', '2013-10-07T13:30:00 0'],
    ['named_dmy', '7-Oct-13', '2013-10-07T00:00:00'],
    ['named_mdy', 'October 7th, 2013 9:30 AM', '2013-10-07T09:30:00'],
    ['named_ymd', '2013-Oct-07', '2013-10-07T00:00:00'],
    ['epoch_s', '1381152600', '2013-10-07T13:30:00 0'],
    ['epoch_s', '1381152600.5', '2013-10-07T13:30:00.500Z 0'],
    ['epoch_ms', '1381152600000', '2013-10-07T13:30:00 0'],
    ['epoch_us', '1381152600000000', '2013-10-07T13:30:00 0'],
    ['epoch_ns', '1381152600000000000', '2013-10-07T13:30:00 0'],
    ['excel', '41554', '2013-10-07T00:00:00'],
    ['excel', '41554.3958333333', '2013-10-07T09:30:00'],
    ['excel_1904', '40092', '2013-10-07T00:00:00'],
    ['ymd', '2013-10-06 24:00', '2013-10-07T00:00:00'],
  ])('%s: %s', (style, text, expected) => {
    expect(read(style, text)).toBe(expected);
  });

  it.each([
    ['09:30', '09:30:00'],
    ['9:30:00 AM', '09:30:00'],
    ['4:00 PM', '16:00:00'],
    ['930', '09:30:00'],
    ['1600', '16:00:00'],
    ['93000', '09:30:00'],
    ['093000', '09:30:00'],
    ['34200000', '09:30:00'],
    ['0.3958333333', '09:30:00'],
  ])('a clock time beside the date: %s', (clock, expected) => {
    expect(read('ymd', '2013-10-07', clock)).toBe(`2013-10-07T${expected}`);
  });

  it.each<[DateStyle, string]>([
    ['ymd', '2013-02-29'],
    ['ymd', '2013-13-01'],
    ['ymd', '07.10.2013'],
    ['mdy', '13/01/2013'],
    ['dmy', '01/13/2013'],
    ['mdy', '1/2/3'],
    ['ymd', '2013-10-07 25:00'],
    ['ymd', '2013-10-07 09:61'],
    ['mdy', '10/7/2013 13:00 PM'],
    ['compact_ymd', '20131307'],
    ['named_dmy', '07 Okt 2013'],
    ['epoch_s', '10.5'],
    ['ymd', '2013-10-07<script>'],
    ['ymd', ''],
    ['ymd', '9'.repeat(100)],
  ])('%s: "%s" is none', (style, text) => {
    // Ten and a half seconds of 1970 are an instant: what is plausible is not the reader's to say.
    if (style === 'epoch_s') expect(read(style, text)).toContain('1970-01-01');
    else expect(read(style, text)).toBeUndefined();
  });

  it('of any text are read or not, without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.constantFrom(...DATE_STYLES), (text, style) => {
        const found = read(style, text);
        expect(found === undefined || /^[+-]?\d{4,6}-/.test(found)).toBe(true);
      }),
    );
  });
});
