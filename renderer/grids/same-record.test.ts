import { expect, it } from 'vitest';
import { sameRecord } from './same-record.ts';

it('records are the same where every field is, missing figures among them', () => {
  const record: Record<string, unknown> = { name: 'gap', runs: 3, last: Number.NaN, next: null };
  expect(sameRecord(record, { ...record })).toBe(true);
  expect(sameRecord(record, { ...record, runs: 4 })).toBe(false);
  expect(sameRecord(record, { ...record, next: undefined })).toBe(false);
});

it('a field more or less is a difference', () => {
  expect(sameRecord<object>({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(sameRecord<object>({ a: 1, b: undefined }, { a: 1 })).toBe(false);
});
