import type { KeyboardEvent } from 'react';
import type { TimeView } from '../../charts/time-view.ts';

const PAGE = 0.8;
const STEP = 0.1;

/** Keys that move a chart which has the focus: pages, steps and zoom, none of them the library's. */
export function moveByKey(event: KeyboardEvent, time: TimeView): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'PageUp':
      time.move(-PAGE);
      return true;
    case 'PageDown':
      time.move(PAGE);
      return true;
    case 'ArrowLeft':
      time.move(-STEP);
      return true;
    case 'ArrowRight':
      time.move(STEP);
      return true;
    case 'End':
      time.reset();
      return true;
    case '+':
    case '=':
      time.zoom('in');
      return true;
    case '-':
      time.zoom('out');
      return true;
    default:
      return false;
  }
}
