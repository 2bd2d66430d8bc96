import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cells, type Delimiter } from './cells.ts';

function cellsOf(row: string, delimiter: Delimiter): string[] {
  const bytes = Buffer.from(row);
  const cells = new Cells(delimiter);
  cells.split(bytes, 0, bytes.length);
  return Array.from({ length: cells.width }, (_unused, index) => cells.text(index));
}

function isBroken(row: string): boolean {
  const bytes = Buffer.from(row);
  const cells = new Cells(',');
  cells.split(bytes, 0, bytes.length);
  return cells.isBroken;
}

describe('the fields of a row', () => {
  it('are those that were written, quoted or not', () => {
    const text = fc.stringMatching(/^[a-z0-9.,;|]([a-z0-9 .,;|"]{0,6}[a-z0-9.,;|])?$/);
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 8 }),
        fc.constantFrom<Delimiter>(',', ';', '|', '\t'),
        fc.boolean(),
        (values, delimiter, allQuoted) => {
          const written = values.map((value) =>
            allQuoted || value.includes(delimiter) || value.includes('"')
              ? `"${value.replaceAll('"', '""')}"`
              : value,
          );
          const row = written.join(delimiter);
          expect(cellsOf(row, delimiter)).toEqual(values);
        },
      ),
    );
  });

  it('have no blanks around them; a run of spaces is one delimiter where spaces are it', () => {
    expect(cellsOf(' a , b\t,c ', ',')).toEqual(['a', 'b', 'c']);
    expect(cellsOf('  a   b\tc  ', ' ')).toEqual(['a', 'b', 'c']);
    expect(cellsOf('a\t\tb', '\t')).toEqual(['a', '', 'b']);
    expect(cellsOf('a,,', ',')).toEqual(['a', '', '']);
  });

  it('may stand in single quotes, but a lone one is a letter', () => {
    expect(cellsOf("'a,b',c", ',')).toEqual(['a,b', 'c']);
    expect(cellsOf("'a,b", ',')).toEqual(["'a", 'b']);
  });

  it('are broken where a quote is not closed, or is followed by text', () => {
    expect(['"a', 'a,"b,c', '"a"b,c'].map(isBroken)).toEqual([true, true, true]);
    expect(['"a"', 'a"b', '"a" ,b', '""'].map(isBroken)).toEqual([false, false, false, false]);
  });
});
