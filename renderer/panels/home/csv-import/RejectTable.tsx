import type { ImportTally } from '../../../../shared/domain/import-report.ts';
import { formatCount } from '../../../format/numbers.ts';

/** The rows that made no bars: how many for which reason, and the first of them one by one. */
export function RejectTable({ tally }: { tally: ImportTally }) {
  const { rows, rejected, reasons, rejects } = tally;
  return (
    <section className="csv-rejects" aria-label="Rejected rows">
      <h3>
        {formatCount(rejected)} of {formatCount(rows)} rows rejected
      </h3>
      <ul className="csv-reasons">
        {reasons.map(({ reason, count }) => (
          <li key={reason}>
            <span className="csv-number">{formatCount(count)}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      <div className="csv-table-box" data-tall="">
        <table className="csv-table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className="number">
                Line
              </th>
              <th scope="col">Why it makes no bar</th>
              <th scope="col">The row as it stands</th>
            </tr>
          </thead>
          <tbody>
            {rejects.map(({ file, line, reason, text }) => (
              <tr key={`${file} ${line}`}>
                <td>{file}</td>
                <td className="number">{line}</td>
                <td>{reason}</td>
                <td className="csv-raw">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rejected > rejects.length && (
        <p className="muted">The first {formatCount(rejects.length)} are shown.</p>
      )}
    </section>
  );
}
