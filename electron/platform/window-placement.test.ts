import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle } from './window-placement.ts';

const LEFT: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
const RIGHT: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };

function visibleShare(window: Rectangle, displays: readonly Rectangle[]): number {
  let seen = 0;
  for (const display of displays) {
    const width =
      Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
    const height =
      Math.min(window.y + window.height, display.y + display.height) - Math.max(window.y, display.y);
    seen += Math.max(0, width) * Math.max(0, height);
  }
  return seen / (window.width * window.height);
}

describe('placeWindow', () => {
  it('opens a first window in the middle of the primary display', () => {
    expect(placeWindow(undefined, [RIGHT, LEFT])).toEqual({ x: 2240, y: 120, width: 1920, height: 1200 });
    expect(placeWindow(undefined, [LEFT])).toEqual(LEFT);
  });

  it('opens a window where it stood', () => {
    const stood = { x: 2000, y: 100, width: 1600, height: 900 };
    expect(placeWindow(stood, [LEFT, RIGHT])).toEqual(stood);
  });

  it('leaves a window that spans two displays alone', () => {
    const stood = { x: 1200, y: 50, width: 1400, height: 900 };
    expect(placeWindow(stood, [LEFT, RIGHT])).toEqual(stood);
  });

  it('brings a window from a display that is gone to the first one', () => {
    const stood = { x: 2400, y: 100, width: 1600, height: 900 };
    expect(placeWindow(stood, [LEFT])).toEqual({ x: 320, y: 100, width: 1600, height: 900 });
  });

  it('makes a window no larger than its display', () => {
    const stood = { x: 1900, y: -200, width: 2560, height: 1440 };
    expect(placeWindow(stood, [LEFT])).toEqual(LEFT);
  });

  it('shows nearly all of any window on any set of displays', () => {
    const size = { width: fc.integer({ min: 640, max: 5000 }), height: fc.integer({ min: 480, max: 3000 }) };
    const place = { x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }) };
    const window = fc.record({ ...place, ...size });
    fc.assert(
      fc.property(window, fc.boolean(), (stood, both) => {
        const displays = both ? [LEFT, RIGHT] : [LEFT];
        expect(visibleShare(placeWindow(stood, displays), displays)).toBeGreaterThanOrEqual(0.8);
      }),
    );
  });
});
