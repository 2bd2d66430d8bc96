import { create } from 'zustand';
import type { RuleCatalogue } from '../../shared/rules/catalogue.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';

interface CatalogueState {
  /** Null until it was read, and where it could not be. */
  readonly catalogue: RuleCatalogue | null;
  /** Why it could not be read. */
  readonly problem: string | null;
}

const NOTHING: CatalogueState = { catalogue: null, problem: null };

/** What rules may name in the open session: read once, and again when its lists change. */
export const useRuleCatalogue = create<CatalogueState>()(() => NOTHING);

/** Reads it anew: another session, or other lists. */
export async function readRuleCatalogue(): Promise<void> {
  const reply = await request('scanner.catalogue', undefined);
  if (reply.ok) useRuleCatalogue.setState({ catalogue: reply.value, problem: null });
  else useRuleCatalogue.setState({ problem: reply.error.message });
}

useSession.subscribe((state, before) => {
  if (state.snapshot === null) {
    if (useRuleCatalogue.getState() !== NOTHING) useRuleCatalogue.setState(NOTHING);
  } else if (state.snapshot !== before.snapshot && state.changedRows === null) void readRuleCatalogue();
});
if (useSession.getState().snapshot !== null) void readRuleCatalogue();
