import { benchIngest } from './g1-ingest.ts';
import { benchIndicators } from './g2-indicators.ts';
import { benchScan } from './g4-scan.ts';
import type { GoalResult } from './harness.ts';

/** Goals in order; each is measured side by side with its peers in this one run. */
const GOALS: readonly (() => Promise<GoalResult>)[] = [benchIngest, benchIndicators, benchScan];

/** `tapedeck vs memcpy: 3.1x (at most 8x)`. */
function lines(goal: GoalResult): string[] {
  const ratios = Object.entries(goal.ratio).map(([peer, ratio]) => {
    const most = goal.limit[`at_most:${peer}`];
    const least = goal.limit[`at_least:${peer}`];
    const limit = most === undefined ? `at least ${least}x` : `at most ${most}x`;
    const held = most === undefined ? ratio >= (least ?? Number.NaN) : ratio <= most;
    return `    ${peer.padEnd(22)}${ratio.toFixed(2).padStart(9)}x   ${limit.padEnd(16)}${held ? 'held' : 'NOT HELD'}`;
  });
  return [
    `${goal.id}  ${goal.title}`,
    ...ratios,
    `    outputs ${goal.equal ? 'equal' : 'DIFFER'}; ${goal.detail}`,
    '',
  ];
}

const json = process.argv.includes('--json');
const results: GoalResult[] = [];
for (const goal of GOALS) {
  const result = await goal();
  results.push(result);
  if (!json) process.stdout.write(`${lines(result).join('\n')}\n`);
}
if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
process.exitCode = results.every((result) => result.equal) ? 0 : 1;
