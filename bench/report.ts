import type { GoalResult } from './harness.ts';

/** Prints the goals as they are measured, or all of them as one line of JSON; answers them. */
export async function runGoals(
  goals: readonly (() => Promise<GoalResult>)[],
  json: boolean,
): Promise<readonly GoalResult[]> {
  const results: GoalResult[] = [];
  for (const goal of goals) {
    const result = await goal();
    results.push(result);
    if (!json) process.stdout.write(`${lines(result).join('\n')}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
  return results;
}

/** `memcpy 3.1x at most 8x held`. */
function lines(goal: GoalResult): string[] {
  const ratios = Object.entries(goal.ratio).map(([peer, ratio]) => {
    const most = goal.limit[`at_most:${peer}`];
    const least = goal.limit[`at_least:${peer}`];
    if (most === undefined && least === undefined)
      return `    ${peer.padEnd(22)}${ratio.toFixed(2).padStart(9)}x   told, no limit`;
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
