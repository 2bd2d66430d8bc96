import { CircleCheck, CircleDot, TriangleAlert } from 'lucide-react';
import type { Confidence, ImportFinding } from '../../../../shared/domain/import-report.ts';
import { FindingSelect } from './FindingSelect.tsx';
import { confidenceWord, topicWord, valueWords } from './words.ts';

const ICONS = { certain: CircleCheck, likely: CircleDot, ambiguous: TriangleAlert } as const;

/** Everything that was found, how sure it is and why; each can be corrected. */
export function FindingTable({ findings }: { findings: readonly ImportFinding[] }) {
  return (
    <div className="csv-table-box">
      <table className="csv-table csv-findings">
        <thead>
          <tr>
            <th scope="col">Found</th>
            <th scope="col">Gone by</th>
            <th scope="col">How sure</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.id}>
              <th scope="row">{topicWord(finding)}</th>
              <td>
                {finding.options.length < 2 ? (
                  valueWords(finding)
                ) : (
                  <FindingSelect finding={finding} value={finding.value ?? ''} />
                )}
              </td>
              <td>
                <Sureness confidence={finding.confidence} />
              </td>
              <td className="csv-why">{finding.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sureness({ confidence }: { confidence: Confidence }) {
  const Icon = ICONS[confidence];
  return (
    <span className="csv-sureness" data-confidence={confidence}>
      <Icon aria-hidden="true" />
      {confidenceWord(confidence)}
    </span>
  );
}
