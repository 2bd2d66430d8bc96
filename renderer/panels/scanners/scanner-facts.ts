import type { ScannerRecord } from '../../../shared/session/activity.ts';

/** One line about a scanner. */
export interface ScannerFact {
  readonly label: string;
  readonly value: string;
  /** Something that a trader should look at. */
  readonly isBad?: boolean;
  /** More than fits. */
  readonly hint?: string;
}

/** How a scanner has done today, line by line. */
export function factsOf(
  record: ScannerRecord,
  time: (instant: number | null) => string,
  count: (value: number) => string,
): readonly ScannerFact[] {
  const { doneToday, dueToday, costP50Ms, costP95Ms, errors, skipped, lastSkip, unknown } = record;
  return [
    {
      label: 'Runs',
      value: `${count(doneToday)} of ${count(dueToday)}`,
      hint: 'Scans of today, of those that are due',
    },
    {
      label: 'Cost p50, p95',
      value: costP50Ms === null || costP95Ms === null ? '—' : `${cost(costP50Ms)}, ${cost(costP95Ms)} ms`,
      hint: 'What a scan takes: the median and the 95th percentile of the newest ones',
    },
    { label: 'Errors', value: count(errors), isBad: errors > 0 },
    ...(skipped > 0
      ? [
          {
            label: 'Skipped',
            value: count(skipped),
            isBad: true,
            ...(lastSkip !== null && { hint: lastSkip }),
          },
        ]
      : []),
    { label: 'Last run', value: time(record.lastRun) },
    { label: 'Next run', value: time(record.nextRun) },
    {
      label: 'Unknown',
      value: unknown === null ? '—' : count(unknown),
      hint: 'Symbols that the last scan could not judge: data is missing, or an indicator is not ready',
    },
  ];
}

/** Milliseconds; a hundredth tells nothing of ten. */
function cost(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 1 : 0);
}
