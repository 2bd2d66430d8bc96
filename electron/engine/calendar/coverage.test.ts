import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../shared/domain/time.ts';
import { coverageWarning } from './coverage.ts';
import { exchangeCalendar } from './exchanges.ts';

const calendar = exchangeCalendar('NYSE');

describe('the coverage warning', () => {
  it('is silent from the first to the last covered day', () => {
    for (const date of ['1998-01-01', '2013-10-07', '2028-12-31']) {
      expect(coverageWarning(calendar, sessionDate(date))).toBeUndefined();
    }
  });

  it('names the end and the day past it', () => {
    expect(coverageWarning(calendar, sessionDate('2029-01-01'))).toMatch(
      /^The exchange calendar ends on 2028-12-31; .* on 2029-01-01 are not known\./,
    );
  });

  it('names the beginning and the day before it', () => {
    expect(coverageWarning(calendar, sessionDate('1997-12-31'))).toMatch(
      /^The exchange calendar begins on 1998-01-01; .* on 1997-12-31 are not known\./,
    );
  });
});
