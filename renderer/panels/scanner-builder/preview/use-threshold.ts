import { useMemo } from 'react';
import { ruleText, useScannerItem, writeRule } from '../../../stores/scanner-item.ts';
import { type Tried, useScannerPreview } from '../../../stores/scanner-preview.ts';
import { numberNow } from './threshold-place.ts';

/** A condition's threshold as the text has it now, and the way to change it there. */
export interface Threshold {
  readonly value: number;
  /** True where the scanner is being changed: what is saved may say otherwise. */
  readonly isDraft: boolean;
  /** Writes another number into the rule, spelled as given; undefined where it is no plain number of the text. */
  readonly write: ((spelled: string) => void) | undefined;
}

/** The threshold of one of the tried conditions. While only numbers were changed since, it is known which is which. */
export function useThreshold(result: Tried, index: number): Threshold {
  const item = useScannerItem();
  const tried = useScannerPreview((state) => state.resultBasis?.entry);
  const condition = result.draft.conditions[index];
  const text = item === undefined ? undefined : ruleText(item.entry);
  const triedText = tried === undefined ? undefined : ruleText(tried);
  const span = condition?.thresholdSpan ?? null;
  const place = useMemo(
    () =>
      text === undefined || triedText === undefined || span === null
        ? undefined
        : numberNow(triedText, span, text),
    [text, triedText, span],
  );
  const fallback = condition?.threshold ?? Number.NaN;
  const isDraft = item !== undefined && item.draft !== null;
  if (item === undefined || text === undefined || place === undefined)
    return { value: fallback, isDraft, write: undefined };
  // A number with a unit or a sign of its own means what the engine said, until it is changed.
  const isUnchanged = text === triedText;
  return {
    value: isUnchanged ? fallback : place.value,
    isDraft,
    write: (spelled) =>
      writeRule(item.key, text.slice(0, place.span.from) + spelled + text.slice(place.span.to)),
  };
}
