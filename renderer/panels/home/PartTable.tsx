import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { FolderPart } from '../../../shared/domain/folder-report.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { kindWords, rejectedWords, zoneWords } from './report-words.ts';

const COLUMNS = 8;

/** One row for each data source of a folder; its rejected rows open below it. */
export function PartTable({ parts }: { parts: readonly FolderPart[] }) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className="folder-parts">
      <table>
        <thead>
          <tr>
            <th scope="col">Data</th>
            <th scope="col" className="number">
              Files
            </th>
            <th scope="col" className="number">
              Symbols
            </th>
            <th scope="col">Bars</th>
            <th scope="col">Dates</th>
            <th scope="col">Times in</th>
            <th scope="col">Prices</th>
            <th scope="col">Rejected</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Fragment key={part.name}>
              <PartRow
                part={part}
                isOpen={shown === part.name}
                onToggle={() => setShown(shown === part.name ? null : part.name)}
              />
              {shown === part.name && <Rejects part={part} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PartRowProps {
  readonly part: FolderPart;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function PartRow({ part, isOpen, onToggle }: PartRowProps) {
  const { files, symbols, intervals, from, to, zone, basis, rejectedRows } = part;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr>
      <th scope="row">
        <span className="strong">{kindWords(part)}</span>
        <span className="muted">{part.path === '.' ? 'the folder itself' : part.path}</span>
      </th>
      <td className="number">{formatCount(files)}</td>
      <td className="number">{formatCount(symbols)}</td>
      <td>{intervals.join(', ')}</td>
      <td>{from === null || to === null ? MISSING : `${from} to ${to}`}</td>
      <td>{zoneWords(zone)}</td>
      <td>{basis ?? 'adjusted, see below'}</td>
      <td>
        {rejectedRows === 0 ? (
          rejectedWords(0)
        ) : (
          <button type="button" className="rejects-toggle" aria-expanded={isOpen} onClick={onToggle}>
            <Chevron aria-hidden="true" />
            {rejectedWords(rejectedRows)}
          </button>
        )}
      </td>
    </tr>
  );
}

function Rejects({ part: { rejected, rejectedRows } }: { part: FolderPart }) {
  return (
    <tr className="folder-rejects">
      <td colSpan={COLUMNS}>
        <div className="folder-rejects-list">
          <table>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className="number">
                  Line
                </th>
                <th scope="col">Why it cannot be used</th>
              </tr>
            </thead>
            <tbody>
              {rejected.map(({ file, line, reason }) => (
                <tr key={`${file} ${line} ${reason}`}>
                  <td>{file}</td>
                  <td className="number">{line}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {rejectedRows > rejected.length && (
          <p className="muted">
            The first {formatCount(rejected.length)} of {formatCount(rejectedRows)}.
          </p>
        )}
      </td>
    </tr>
  );
}
