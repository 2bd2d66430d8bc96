import type { DraftProvision } from '../../../shared/session/scanner-draft.ts';

/** The engine holds bars of some bars ago as an indicator of that name: to a trader they are the bars. */
const BARS_AGO = /^value_ago_\d+_(\d+[smhdw])/;

/** What is asked for, with the bars of an interval named once: as many as the longest look back needs. */
export function provisionsShown(provisions: readonly DraftProvision[]): readonly DraftProvision[] {
  const shown = new Map<string, DraftProvision>();
  for (const each of provisions) {
    const interval = BARS_AGO.exec(each.key)?.[1];
    const key = interval === undefined ? each.key : `${interval} bars`;
    const before = shown.get(key);
    shown.set(key, before === undefined ? { ...each, key } : merged(before, each));
  }
  return [...shown.values()];
}

function merged(a: DraftProvision, b: DraftProvision): DraftProvision {
  const longer = b.bars > a.bars ? b : a;
  return {
    ...longer,
    key: a.key,
    ready: Math.min(a.ready, b.ready),
    of: Math.max(a.of, b.of),
    cause: a.cause ?? b.cause,
  };
}
