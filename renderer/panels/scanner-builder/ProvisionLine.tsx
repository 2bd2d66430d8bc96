import { Fragment, useMemo } from 'react';
import type { DraftProvision } from '../../../shared/session/scanner-draft.ts';
import { formatCount } from '../../format/numbers.ts';
import { useScannerPreview } from '../../stores/scanner-preview.ts';
import { provisionsShown } from './provisions-shown.ts';

/** What the draft asks for, and of how many symbols it is there. */
export function ProvisionLine() {
  const asked = useScannerPreview((state) => state.result?.provisions);
  const provisions = useMemo(() => (asked === undefined ? undefined : provisionsShown(asked)), [asked]);
  if (provisions === undefined) {
    return <div className="rule-line">What the rule provisions is said here once it is tried.</div>;
  }
  if (provisions.length === 0)
    return <div className="rule-line">Provisions nothing: all it reads is there.</div>;
  return (
    <div className="rule-line" title={provisions.map(reason).join('\n')}>
      <span className="line-words">
        Provisions{' '}
        {provisions.map((each, index) => (
          <Fragment key={each.key}>
            {index > 0 && ', '}
            <code>{each.key}</code>
            {each.bars > 0 && ` ${formatCount(each.bars)} bars`}
            <Held of={each} />
          </Fragment>
        ))}
        .
      </span>
    </div>
  );
}

function Held({ of: { ready, of } }: { of: DraftProvision }) {
  if (ready === of) return ` held for all ${formatCount(of)}`;
  return (
    <span className="short">
      {' '}
      held for {formatCount(ready)} of {formatCount(of)}
    </span>
  );
}

function reason({ reason: why, cause }: DraftProvision): string {
  return cause === null ? why : `${why}; ${cause}`;
}
