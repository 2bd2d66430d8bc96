import type { Hit } from '../../../shared/domain/hit.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import { formatWallTime } from '../../format/times.ts';
import { evidenceRows } from './evidence-rows.ts';

const MARKS = { true: '+', false: '-', null: '?' } as const;

/** A hit's explanation as plain text, to be sent to somebody. */
export function cardText(hit: Hit, tree: EvidenceNode | null): string {
  const head = `${hit.symbol} ${hit.scanner} ${formatWallTime(hit.time)} ET`;
  if (tree === null) return [head, hit.reason ?? ''].join('\n').trimEnd();
  const lines = evidenceRows(tree).map(({ depth, truth, title, value, needs, margin }) => {
    const figures = [value, needs, margin].filter((words) => words !== '').join('  ');
    return `${'  '.repeat(depth)}${MARKS[`${truth}`]} ${title}${figures === '' ? '' : `  ${figures}`}`;
  });
  return [head, ...lines].join('\n');
}
