import { describe, expect, it } from 'vitest';
import { placeTags, type WantedTag } from './marker-layout.ts';

const AREA = { width: 400, height: 300 };

function tag(x: number, rest: Partial<WantedTag> = {}): WantedTag {
  return { x, edge: 100, side: 'below', width: 18, height: 18, ...rest };
}

describe('placeTags', () => {
  it('stands below the low and above the high, centred on the bar', () => {
    expect(placeTags([tag(200)], AREA)).toMatchObject([{ left: 191, top: 116 }]);
    expect(placeTags([tag(200, { side: 'above' })], AREA)).toMatchObject([{ left: 191, top: 66 }]);
  });

  it('steps away from a tag that stands there already', () => {
    const [first, second] = placeTags([tag(200), tag(206)], AREA);
    expect(first).toMatchObject({ top: 116 });
    expect(second).toMatchObject({ top: 136 });
    const above = placeTags([tag(200, { side: 'above' }), tag(200, { side: 'above' })], AREA);
    expect(above.map(({ top }) => top)).toEqual([66, 46]);
  });

  it('leaves alone what takes the room already', () => {
    const taken = [{ left: 180, top: 110, width: 60, height: 18 }];
    expect(placeTags([tag(200)], AREA, taken)).toMatchObject([{ top: 136 }]);
  });

  it('stands beside another where the pane ends below', () => {
    const [first, second] = placeTags([tag(200, { edge: 290 }), tag(200, { edge: 290 })], AREA);
    expect(first).toMatchObject({ left: 191, top: 282 });
    expect(second).toMatchObject({ left: 171, top: 282 });
  });

  it('overlaps where there is no room at all', () => {
    const everything = [{ left: 0, top: 0, width: 400, height: 300 }];
    expect(placeTags([tag(200)], AREA, everything)).toMatchObject([{ left: 191, top: 116 }]);
  });

  it('leaves tags that are apart on one line', () => {
    expect(placeTags([tag(100), tag(200)], AREA).map(({ top }) => top)).toEqual([116, 116]);
  });

  it('stays inside the pane', () => {
    const [left, right, low, high] = placeTags(
      [
        tag(2, { width: 100 }),
        tag(399, { width: 100 }),
        tag(200, { edge: 295 }),
        tag(200, { edge: 5, side: 'above' }),
      ],
      AREA,
    );
    expect(left).toMatchObject({ left: 0 });
    expect(right).toMatchObject({ left: 300 });
    expect(low).toMatchObject({ top: 282 });
    expect(high).toMatchObject({ top: 0 });
  });
});
