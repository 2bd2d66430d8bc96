import { Icon } from '../../components/icons.tsx';
import type { ChartNotice } from './words.ts';

const ICONS = { loading: 'loading', stale: 'warning', error: 'error' } as const;

/** One sentence about the bars of the chart, with a way to try again where that may help. */
export function ChartNoticeLine({ notice, onRetry }: { notice: ChartNotice; onRetry: () => void }) {
  return (
    <p className={`chart-notice is-${notice.tone}`} role="status">
      <Icon name={ICONS[notice.tone]} />
      <span>{notice.text}</span>
      {notice.isOutdated && (
        <button type="button" className="button" onClick={onRetry}>
          Retry
        </button>
      )}
    </p>
  );
}
