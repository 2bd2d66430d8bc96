import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Interval } from '../../../shared/domain/interval.ts';
import { typedAfter, typedInterval } from './interval-typing.ts';

/** What was typed is forgotten after this long without a key. */
const FORGET_MS = 3_000;

interface IntervalTyping {
  /** Empty while nothing is being typed. */
  readonly typed: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Digits and Enter choose the interval; Escape forgets them. */
export function useIntervalTyping(onInterval: (interval: Interval) => void): IntervalTyping {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (typed === '') return undefined;
    const timer = setTimeout(() => setTyped(''), FORGET_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const next = typedAfter(typed, event.key);
    if (next !== undefined) setTyped(next);
    else if (typed !== '' && (event.key === 'Enter' || event.key === 'Escape')) {
      const interval = event.key === 'Enter' ? typedInterval(typed) : undefined;
      if (interval !== undefined) onInterval(interval);
      setTyped('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { typed, onKeyDown };
}
