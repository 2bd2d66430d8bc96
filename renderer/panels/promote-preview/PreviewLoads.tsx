import type { LoadPreview } from '../../../shared/domain/promotion.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { originWords } from './preview-words.ts';

/** What is loaded of each interval, and from where. */
export function PreviewLoads({ loads }: { loads: readonly LoadPreview[] }) {
  return (
    <table className="preview-table">
      <thead>
        <tr>
          <th className="first">Bars</th>
          <th>From</th>
          <th className="number">Fetch</th>
          <th className="number">Held</th>
          <th className="number">Requests</th>
        </tr>
      </thead>
      <tbody>
        {loads.map((load) => (
          <tr key={`${load.interval} ${load.source} ${load.derivedFrom}`}>
            <td className="first">{load.interval}</td>
            <td className={load.source === null ? 'rest refusal' : 'rest'}>{originWords(load)}</td>
            <td className={`number ${load.derivedFrom === null ? '' : 'quiet'}`}>
              {load.source === null ? MISSING : formatCount(load.fetch)}
            </td>
            <td className="number quiet">{formatCount(load.held)}</td>
            <td className={`number ${load.requests === 0 ? 'quiet' : ''}`}>
              {load.requests === 0 ? 'none' : formatCount(load.requests)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
