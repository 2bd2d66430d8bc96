import { expect, it } from 'vitest';
import { LoadPace } from './load-pace.ts';

it('tells what is left of a load from what came so far, once it can', () => {
  const pace = new LoadPace();
  expect(pace.secondsLeft('IBM', 0, 11_700, 1_000)).toBeNaN();
  expect(pace.secondsLeft('IBM', 900, 11_700, 1_100)).toBeNaN();
  expect(pace.secondsLeft('IBM', 3_900, 11_700, 2_000)).toBeCloseTo(2);
});

it('begins anew with a new load', () => {
  const pace = new LoadPace();
  pace.secondsLeft('IBM', 0, 100, 0);
  pace.forget('IBM');
  expect(pace.secondsLeft('IBM', 50, 100, 5_000)).toBeNaN();
  expect(pace.secondsLeft('IBM', 75, 100, 6_000)).toBeCloseTo(1);
});
