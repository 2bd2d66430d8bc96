import { type RefCallback, useCallback, useState } from 'react';

/** The size of an element in CSS px, as it is drawn; zeros until it is. */
export function useSize(): readonly [
  RefCallback<HTMLElement>,
  { readonly width: number; readonly height: number },
] {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [attach, size];
}
