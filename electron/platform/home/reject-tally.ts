import type { RejectedSample } from '../../../shared/domain/folder-report.ts';
import type { RejectedRow } from '../../loaders/contract.ts';
import { NAMED_REJECTS } from './found-folder.ts';

/** Counts rejected rows, and names the first of them. */
export class RejectTally {
  count = 0;
  readonly samples: RejectedSample[] = [];

  add(rows: readonly RejectedRow[]): void {
    this.count += rows.length;
    for (const { file, line, reason } of rows.slice(0, NAMED_REJECTS - this.samples.length)) {
      this.samples.push({ file, line, reason });
    }
  }
}
