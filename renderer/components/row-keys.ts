import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, (rows: readonly HTMLElement[], at: number) => HTMLElement | undefined>> =
  {
    ArrowDown: (rows, at) => rows[Math.min(rows.length - 1, at + 1)],
    ArrowUp: (rows, at) => rows[Math.max(0, at - 1)],
    Home: (rows) => rows[0],
    End: (rows) => rows.at(-1),
  };

/** For the body of a small table whose rows take the focus: arrows, Home and End move between them. */
export function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.rows];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  step(rows, at)?.focus();
  event.preventDefault();
  event.stopPropagation();
}
