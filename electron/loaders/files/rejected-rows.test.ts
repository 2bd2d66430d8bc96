import { describe, expect, it } from 'vitest';
import { RejectedRows } from './rejected-rows.ts';

describe('refused rows', () => {
  it('are told once, though their file is read again', () => {
    const rows = new RejectedRows('daily');
    rows.ofFile('a.csv').refuse(3, 'empty open', 'x');
    rows.ofFile('a.csv').refuse(3, 'empty open', 'x');

    expect(rows.take()).toEqual([
      { source: 'daily', file: 'a.csv', line: 3, reason: 'empty open', text: 'x' },
    ]);
    expect(rows.take()).toEqual([]);
  });

  it('of a file of nothing else end with a row that says so', () => {
    const refusal = new RejectedRows('daily');
    const file = refusal.ofFile('a.csv');
    let line = 1;
    while (file.refuse(line, 'empty open', '')) line += 1;

    expect(line).toBe(100_000);
    expect(refusal.take().at(-1)?.reason).toBe(
      'empty open; the rest of the file is not read: 100000 rows refused',
    );
  });
});
