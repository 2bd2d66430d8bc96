import type { ImportPreviewRow } from '../../../../shared/domain/import-report.ts';
import { formatCount } from '../../../format/numbers.ts';

/** The first rows as they stand, beside the bars that they become. */
export function PreviewTable({ rows }: { rows: readonly ImportPreviewRow[] }) {
  return (
    <div className="csv-table-box">
      <table className="csv-table csv-preview" aria-label="The first rows as bars">
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">The row as it stands</th>
            <th scope="col">Symbol</th>
            <th scope="col">Bar, New York</th>
            <th scope="col" className="number">
              Open
            </th>
            <th scope="col" className="number">
              High
            </th>
            <th scope="col" className="number">
              Low
            </th>
            <th scope="col" className="number">
              Close
            </th>
            <th scope="col" className="number">
              Volume
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.file} ${row.line}`}>
              <td className="number muted">{row.line}</td>
              <td className="csv-raw" title={row.text}>
                {row.text}
              </td>
              <BarCells row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BarCells({ row: { bar, fault } }: { row: ImportPreviewRow }) {
  if (bar === null) {
    return (
      <td colSpan={7} className="csv-fault">
        {fault === null ? 'not read yet' : `no bar: ${fault}`}
      </td>
    );
  }
  return (
    <>
      <td className="strong">{bar.symbol}</td>
      <td>
        {bar.date} {bar.time}
      </td>
      {[bar.open, bar.high, bar.low, bar.close].map((price, index) => (
        // The four prices stand in their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: a position is what tells them apart
        <td key={index} className="number">
          {price}
        </td>
      ))}
      <td className="number">{formatCount(bar.volume)}</td>
    </>
  );
}
