import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { IndicatorKernel, SessionOf } from './contract.ts';
import { COMPUTED } from './input.ts';
import { read } from './record.ts';

interface Nesting {
  /** Made for the input 'indicator'. */
  readonly outer: IndicatorKernel;
  readonly inner: IndicatorKernel;
  /** Which of the inner's outputs the outer reads. */
  readonly output: number;
  /** Given where the inner one starts anew with each session. */
  readonly sessionOf: SessionOf | undefined;
  /** Given where the outer one takes bars on which the inner has no value too, as NaN. */
  readonly countsEmptyBars?: boolean;
}

/**
 * An indicator of an indicator: the inner one takes the bar, the outer one a copy of
 * it with the inner's value behind the fields. On a bar on which the inner has no
 * value the outer takes nothing and has none either; it goes on with the next.
 *
 * Record: outputs, session of the inner's last bar, the outer's record, the inner's.
 */
export function nestedKernel({ outer, inner, output, sessionOf, countsEmptyBars }: Nesting): IndicatorKernel {
  const session = outer.outputCount;
  const outerAt = session + 1;
  const innerAt = outerAt + outer.stateLength;
  const copy = new Float64Array(BAR_STRIDE + 1);
  return {
    stateLength: innerAt + inner.stateLength,
    outputCount: outer.outputCount,
    reset(state, at) {
      state.fill(Number.NaN, at, at + outerAt);
      outer.reset(state, at + outerAt);
      inner.reset(state, at + innerAt);
    },
    update(state, at, bars, barAt) {
      if (sessionOf !== undefined) {
        const current = sessionOf(read(bars, barAt + BAR_START));
        if (current !== read(state, at + session)) inner.reset(state, at + innerAt);
        state[at + session] = current;
      }
      inner.update(state, at + innerAt, bars, barAt);
      const value = read(state, at + innerAt + output);
      if (Number.isNaN(value) && countsEmptyBars !== true) {
        state.fill(Number.NaN, at, at + outer.outputCount);
        return;
      }
      for (let index = 0; index < BAR_STRIDE; index += 1) copy[index] = read(bars, barAt + index);
      copy[COMPUTED] = value;
      outer.update(state, at + outerAt, copy, 0);
      for (let index = 0; index < outer.outputCount; index += 1)
        state[at + index] = read(state, at + outerAt + index);
    },
  };
}
