import { type PointerEvent, type RefObject, useLayoutEffect, useState } from 'react';

interface Spot {
  readonly left: number;
  readonly top: number;
}

/** Room that stays between the card and the window's bars, in CSS px. */
const MARGIN = 12;
const COMMAND_BAR = 40;
const STATUS_BAR = 24;
/** Header and legend of a chart stay in view above the card. */
const CHART_TOP = 96;

/** Where the card stands: over the chart at first, and where it is dragged to by its header. */
export function useCardPlace(card: RefObject<HTMLElement | null>): {
  readonly style: Spot;
  readonly grab: (event: PointerEvent<HTMLElement>) => void;
} {
  const [spot, setSpot] = useState<Spot>({ left: MARGIN, top: COMMAND_BAR + MARGIN });
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null) return;
    setSpot(firstSpot(element));
    // The price makes the card taller: it still ends above the status bar.
    const observer = new ResizeObserver(() => setSpot((now) => inside(now, element)));
    observer.observe(element);
    const onResize = (): void => setSpot((now) => inside(now, element));
    window.addEventListener('resize', onResize);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', onResize);
    };
  }, [card]);
  const grab = (event: PointerEvent<HTMLElement>): void => {
    const element = card.current;
    if (element === null || event.button !== 0 || isButton(event.target)) return;
    const { currentTarget: header, pointerId, clientX, clientY } = event;
    header.setPointerCapture(pointerId);
    const move = (next: globalThis.PointerEvent): void =>
      setSpot(
        inside({ left: spot.left + next.clientX - clientX, top: spot.top + next.clientY - clientY }, element),
      );
    header.addEventListener('pointermove', move);
    header.addEventListener('lostpointercapture', () => header.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return { style: spot, grab };
}

/** Over the first chart where it is wide enough, else in the middle of the window. */
function firstSpot(card: HTMLElement): Spot {
  const chart = document.querySelector('.chart-panel')?.getBoundingClientRect();
  const { width } = card.getBoundingClientRect();
  const fits = chart !== undefined && chart.width >= width + 2 * MARGIN;
  const left = fits ? chart.left + MARGIN : (window.innerWidth - width) / 2;
  const top = fits ? chart.top + CHART_TOP : COMMAND_BAR + CHART_TOP;
  return inside({ left, top }, card);
}

function inside({ left, top }: Spot, card: HTMLElement): Spot {
  const { width, height } = card.getBoundingClientRect();
  const lowest = window.innerHeight - STATUS_BAR - MARGIN - height;
  return {
    left: Math.round(Math.max(MARGIN, Math.min(left, window.innerWidth - MARGIN - width))),
    top: Math.round(Math.max(COMMAND_BAR + MARGIN, Math.min(top, lowest))),
  };
}

function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
