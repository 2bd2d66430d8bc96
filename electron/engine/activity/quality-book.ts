import type { EpochMs } from '../../../shared/domain/time.ts';
import type { QualityRecord } from '../../../shared/session/activity.ts';
import { type EventFields, missingOf, numberOf, stretchWords, symbolOf, textOf } from './event-fields.ts';

/** Records that one reading gives, the worst and newest. */
const QUALITY_READ = 1_000;
/** Things of one record that are remembered, so that the same is not counted twice. */
const SEEN_LIMIT = 10_000;

interface Noted {
  record: QualityRecord;
  readonly seen: Set<string>;
}

/** One thing that was wrong. */
interface Finding extends Pick<QualityRecord, 'severity' | 'kind' | 'symbol' | 'evidence' | 'action'> {
  /** What makes it the same thing as another one; findings are counted once each. Undefined: each one counts. */
  readonly identity?: string;
  /** Tells records apart where the symbol does not: a file. */
  readonly place?: string;
}

/** What is wrong with a session's data, merged by symbol and kind, with counts and the newest evidence. */
export class QualityBook {
  readonly #noted = new Map<string, Noted>();
  #lost: { readonly since: EpochMs; readonly detail: string } | undefined;

  /** Takes an event of the run; what says nothing about the data is left alone. */
  take(time: EpochMs, kind: string, fields: EventFields): void {
    if (kind === 'rejected_row') this.#note(time, rejected(fields));
    else if (kind === 'quarantined') this.#note(time, quarantined(fields));
    else if (kind === 'revised') this.#note(time, revised(fields));
    else if (kind === 'load') for (const finding of missing(fields)) this.#note(time, finding);
    else if (kind === 'notice') this.#takeNotice(time, fields);
  }

  /** The worst first, then the newest; at most 1,000. */
  records(): readonly QualityRecord[] {
    const records = [...this.#noted.values()].map(({ record }) => record);
    return records.sort(byWeight).slice(0, QUALITY_READ);
  }

  #takeNotice(time: EpochMs, fields: EventFields): void {
    const notice = textOf(fields, 'notice');
    if (notice === 'feed_lost') {
      this.#lost = { since: time, detail: textOf(fields, 'detail') };
      this.#note(time, feed('error', this.#lost.detail, 'Values are marked stale; no scan sees a new bar'));
    } else if (notice === 'feed_restored' && this.#lost !== undefined) {
      const minutes = Math.max(1, Math.round((time - this.#lost.since) / 60_000));
      const evidence = `${this.#lost.detail} It was back after ${minutes} min.`;
      this.#lost = undefined;
      this.#settle(time, feed('warning', evidence, 'The missed bars were delivered when it was back'));
    }
  }

  #note(time: EpochMs, finding: Finding): void {
    const key = keyOf(finding);
    const noted = this.#noted.get(key);
    if (noted !== undefined && finding.identity !== undefined && noted.seen.has(finding.identity)) return;
    const seen = noted?.seen ?? new Set<string>();
    if (finding.identity !== undefined && seen.size < SEEN_LIMIT) seen.add(finding.identity);
    const { severity, kind, symbol, evidence, action } = finding;
    const record: QualityRecord = {
      severity: kind !== 'feed' && noted?.record.severity === 'error' ? 'error' : severity,
      kind,
      symbol,
      count: (noted?.record.count ?? 0) + 1,
      first: noted?.record.first ?? time,
      last: time,
      evidence,
      action,
    };
    this.#noted.set(key, { record, seen });
  }

  /** What was wrong is over: it is not counted again, and not as bad any more. */
  #settle(time: EpochMs, finding: Finding): void {
    const noted = this.#noted.get(keyOf(finding));
    if (noted === undefined) return;
    const { severity, evidence, action } = finding;
    noted.record = { ...noted.record, severity, evidence, action, last: time };
  }
}

function keyOf({ kind, symbol, place }: Finding): string {
  return `${kind} ${symbol ?? ''} ${place ?? ''}`;
}

function rejected(fields: EventFields): Finding {
  const file = textOf(fields, 'file');
  return {
    severity: 'warning',
    kind: 'rejected',
    symbol: null,
    place: file,
    evidence: `${file}, line ${textOf(fields, 'line')}: ${textOf(fields, 'reason')}`,
    action: 'Rows left out',
  };
}

function quarantined(fields: EventFields): Finding {
  return {
    severity: 'error',
    kind: 'quarantined',
    symbol: symbolOf(fields),
    evidence: `${textOf(fields, 'interval')}: ${textOf(fields, 'reason')}`,
    action: 'Bars set aside',
  };
}

function revised(fields: EventFields): Finding {
  return {
    severity: 'warning',
    kind: 'revised',
    symbol: symbolOf(fields),
    evidence: `${textOf(fields, 'interval')} bar of ${textOf(fields, 'start')} came again with other values`,
    action: 'Bars replaced, indicators computed anew',
  };
}

function missing(fields: EventFields): Finding[] {
  const interval = textOf(fields, 'interval');
  const cause = textOf(fields, 'cause');
  const unserved = fields.source === null;
  const nothing = numberOf(fields, 'got') === 0 && !unserved;
  return missingOf(fields).map((stretch) => {
    const place = `${interval} ${stretchWords(stretch)}`;
    return {
      severity: nothing ? 'error' : 'warning',
      kind: 'missing',
      symbol: symbolOf(fields),
      identity: place,
      evidence: cause === '' ? place : `${place}: ${cause}`,
      action: unserved ? 'Worked on with other bars' : nothing ? 'Nothing was loaded' : 'Loaded without them',
    };
  });
}

function feed(severity: QualityRecord['severity'], evidence: string, action: string): Finding {
  return { severity, kind: 'feed', symbol: null, evidence, action };
}

function byWeight(a: QualityRecord, b: QualityRecord): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  const newest = (b.last ?? 0) - (a.last ?? 0);
  return newest !== 0 ? newest : (a.symbol ?? '') < (b.symbol ?? '') ? -1 : 1;
}
