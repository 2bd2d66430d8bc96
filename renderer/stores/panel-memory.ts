import type { JsonValue } from '../../shared/domain/json.ts';
import { keepPanelState, panelState } from './workspace-store.ts';

/** One thing that a panel keeps with the layout. */
interface Kept {
  readonly saved: JsonValue | undefined;
  /** `undefined` forgets it. */
  readonly keep: (value: JsonValue | undefined) => void;
}

/** What a panel kept under a name of its own; undefined where nothing was. */
export function kept(panelId: string, name: string): JsonValue | undefined {
  return memory(panelId)[name];
}

/** A panel's memory under one name; what it keeps under others stays. */
export function keepOf(panelId: string, name: string): Kept {
  return {
    saved: kept(panelId, name),
    keep: (value) => {
      const { [name]: _before, ...others } = memory(panelId);
      keepPanelState(panelId, value === undefined ? others : { ...others, [name]: value });
    },
  };
}

function memory(panelId: string): Readonly<Record<string, JsonValue>> {
  const state = panelState(panelId);
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return {};
  return Object.fromEntries(Object.entries(state));
}
