import { Check, CircleHelp, X } from 'lucide-react';
import type { EvidenceNode, Truth } from '../../../shared/rules/evidence.ts';
import { closestToFailing, evidenceRows, marginWords } from './evidence-rows.ts';

/** The conditions of a rule with what was measured, what was asked for, and how far it was from turning. */
export function EvidenceTable({ tree }: { tree: EvidenceNode }) {
  const closest = tree.truth === true ? closestToFailing(tree) : undefined;
  return (
    <>
      <table className="evidence">
        <thead>
          <tr>
            <th>Condition</th>
            <th className="figure">Value</th>
            <th className="figure">Needs</th>
            <th className="figure">Margin</th>
          </tr>
        </thead>
        <tbody>
          {evidenceRows(tree).map((row) => (
            <tr key={row.key} className={row.isGroup ? 'is-group' : ''} data-truth={String(row.truth)}>
              <td style={{ paddingLeft: 4 + row.depth * 18 }}>
                <TruthMark truth={row.truth} />
                <span className={row.isGroup ? '' : 'condition'}>{row.title}</span>
              </td>
              <td className="figure">{row.value}</td>
              <td className="figure quiet">{row.needs}</td>
              <td className="figure quiet">
                {row.margin}
                {row.fill !== null && (
                  <span className="margin-bar" aria-hidden="true">
                    <span style={{ width: `${Math.round(row.fill * 100)}%` }} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closest !== undefined && (
        <p className="closest">
          Closest to failing: <strong>{closest.text}</strong>, by {marginWords(closest).replace('+', '')}
        </p>
      )}
    </>
  );
}

const WORDS = { true: 'true', false: 'false', null: 'unknown' } as const;

function TruthMark({ truth }: { truth: Truth }) {
  const Mark = truth === null ? CircleHelp : truth ? Check : X;
  return <Mark className="truth" role="img" aria-label={WORDS[`${truth}`]} />;
}
