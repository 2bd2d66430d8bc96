import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../shared/domain/time.ts';
import { LoadCourse } from './load-course.ts';

const DAY = { from: sessionDate('2024-03-05'), to: sessionDate('2024-03-05') };
const WHOLE = { isShort: false, cause: null, missing: [] };

describe('the course of a symbol’s loads', () => {
  it('goes from waiting over loading to what came', () => {
    const course = new LoadCourse();
    course.queued('1m', 11_700);
    course.queued('1d', 80);
    expect(course.progress()).toMatchObject([
      { interval: '1m', state: 'waiting', got: 0, asked: 11_700 },
      { interval: '1d', state: 'waiting', got: 0, asked: 80 },
    ]);
    expect(course.fraction()).toBe(0);
    course.began('1m', 11_700);
    course.began('1d', 80);
    course.ended('1d', { asked: 80, got: 80, ...WHOLE });
    expect(course.fraction()).toBe(80 / 11_780);
    course.ended('1m', {
      asked: 11_700,
      got: 11_690,
      isShort: false,
      cause: '10 quiet minutes',
      missing: [],
    });
    expect(course.progress()).toMatchObject([
      { state: 'complete', got: 11_690, cause: '10 quiet minutes' },
      { state: 'complete', got: 80, cause: null },
    ]);
    expect(course.fraction()).toBeNaN();
  });

  it('says short where sessions did not come, and failed where nothing did', () => {
    const course = new LoadCourse();
    for (const interval of ['1m', '1d'] as const) {
      course.queued(interval, 100);
      course.began(interval, 100);
    }
    course.ended('1m', { asked: 100, got: 0, isShort: true, cause: 'no source', missing: [DAY] });
    course.ended('1d', { asked: 100, got: 60, isShort: true, cause: 'listed in June', missing: [] });
    expect(course.progress().map(({ state }) => state)).toEqual(['failed', 'short']);
    expect(course.progress()[0]?.missing).toEqual([DAY]);
  });

  it('counts what is asked for again once, and what came of it', () => {
    const course = new LoadCourse();
    course.queued('1m', 100);
    course.began('1m', 100);
    course.ended('1m', { asked: 100, got: 70, isShort: true, cause: 'no network', missing: [DAY] });
    course.again('1m', { asked: 40, got: 10 });
    course.queued('1m', 40);
    expect(course.progress()).toMatchObject([{ state: 'waiting', got: 60, asked: 100 }]);
    course.began('1m', 40);
    course.ended('1m', { asked: 40, got: 40, ...WHOLE });
    expect(course.progress()).toEqual([
      { interval: '1m', state: 'complete', got: 100, asked: 100, cause: null, missing: [] },
    ]);
  });

  it('counts a later load of the same interval with the earlier one', () => {
    const course = new LoadCourse();
    course.queued('1d', 40);
    course.began('1d', 40);
    course.ended('1d', { asked: 40, got: 40, ...WHOLE });
    course.queued('1d', 60);
    expect(course.progress()).toMatchObject([{ state: 'waiting', got: 40, asked: 100 }]);
    expect(course.fraction()).toBe(0.4);
    course.cancelled('1d');
    expect(course.progress()).toMatchObject([{ state: 'complete', got: 40, asked: 40 }]);
  });

  it('knows nothing of a load that was not its own', () => {
    const course = new LoadCourse();
    course.ended('1d', { asked: 40, got: 40, ...WHOLE });
    course.cancelled('1d');
    expect(course.progress()).toEqual([]);
    course.queued('1m', 10);
    course.cancelled('1m');
    expect(course.progress()).toEqual([]);
  });
});
