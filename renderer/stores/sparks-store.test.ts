import { expect, it } from 'vitest';
import { symbolId } from '../../shared/domain/symbol.ts';
import { SPARK_BARS } from '../../shared/ipc/requests/symbol.ts';
import { takeSparks } from './sparks-store.ts';

const [AIG, IBM] = [symbolId('AIG'), symbolId('IBM')];

function closes(value: number): Float64Array {
  return new Float64Array(SPARK_BARS).fill(Number.NaN, 0, 3).fill(value, 3);
}

it('keeps the array of a symbol whose closes are the same, and forgets what is out of view', () => {
  const before = takeSparks(new Map(), [AIG, IBM], Float64Array.of(...closes(48), ...closes(181)));
  expect(before.get(IBM)).toEqual(closes(181));
  const after = takeSparks(before, [IBM, AIG], Float64Array.of(...closes(181), ...closes(49)));
  expect(after.get(IBM)).toBe(before.get(IBM));
  expect(after.get(AIG)).toEqual(closes(49));
  expect([...takeSparks(after, [AIG], closes(49)).keys()]).toEqual([AIG]);
});
