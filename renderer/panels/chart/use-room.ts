import { type RefObject, useEffect, useState } from 'react';

/** What a chart of this width has room for. */
export interface RoomFor {
  readonly sector: boolean;
  readonly origin: boolean;
  /** Words beside icons. */
  readonly words: boolean;
  readonly trading: boolean;
  /** Every interval in view, instead of a list to open. */
  readonly segments: boolean;
}

const NOTHING: RoomFor = { sector: false, origin: false, words: false, trading: false, segments: false };

/** By the width of the panel in CSS px. */
function roomAt(width: number): RoomFor {
  return {
    sector: width >= 960,
    origin: width >= 860,
    words: width >= 760,
    trading: width >= 560,
    segments: width >= 660,
  };
}

/** Follows the width of an element. */
export function useRoom(element: RefObject<HTMLElement | null>): RoomFor {
  const [room, setRoom] = useState(NOTHING);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const next = roomAt(entry?.contentRect.width ?? 0);
      setRoom((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
