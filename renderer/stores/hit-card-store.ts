import { create } from 'zustand';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { Funnel, HitExplanation, NearMisses, WhyNot } from '../../shared/session/hit-explanation.ts';
import { request } from '../ipc/client.ts';
import { hitLog, type LoggedHit } from './hit-log.ts';
import { useSelection } from './selection-store.ts';
import { useSession } from './session-store.ts';

/** An answer that is on its way, has come, or was refused with its reason. */
type Asked<T> =
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'refused'; readonly message: string };

interface HitCardState {
  /** The hit that the card is about; null while it is closed. */
  readonly shown: LoggedHit | null;
  readonly explanation: Asked<HitExplanation>;
  readonly misses: Asked<NearMisses>;
  readonly funnel: Asked<Funnel>;
  /** Another symbol that was asked about; null where none was. */
  readonly other: { readonly symbol: SymbolId; readonly answer: Asked<WhyNot> } | null;
}

const ASKED = { kind: 'asked' } as const;
const CLOSED: HitCardState = {
  shown: null,
  explanation: ASKED,
  misses: ASKED,
  funnel: ASKED,
  other: null,
};

export const useHitCard = create<HitCardState>()(() => CLOSED);

// A hit belongs to its session.
useSession.subscribe(({ snapshot }) => {
  if (snapshot === null && useHitCard.getState().shown !== null) closeHitCard();
});

// Its card tells at once that a bar it saw was revised.
hitLog.onRevised((revised) => {
  const shown = revised.find(isShown);
  if (shown !== undefined) useHitCard.setState({ shown });
});

function isShown({ index }: LoggedHit): boolean {
  return useHitCard.getState().shown?.index === index;
}

/** Explains a hit beside the work. */
export function openHitCard(shown: LoggedHit): void {
  useHitCard.setState({ ...CLOSED, shown });
  void explain(shown);
  void findMisses(shown);
  void countFunnel(shown);
}

export function closeHitCard(): void {
  useHitCard.setState(CLOSED);
}

/** True where the hit's scanner was changed since: what is asked of it now is asked of another rule. */
export function useIsChanged(): boolean {
  return useHitCard(({ explanation }) => explanation.kind === 'answered' && !explanation.value.current);
}

/** The hit that the selection is about: the one at the selected time, else the symbol's newest; undefined where it has none. */
export function selectedHit(): LoggedHit | undefined {
  const { symbol, at } = useSelection.getState();
  const own = hitLog.hits.filter(({ hit }) => hit.symbol === symbol);
  return own.findLast(({ hit }) => hit.time === at) ?? own.at(-1);
}

/** Why another symbol does not hit, by the same scanner. */
export async function askWhyNot(symbol: SymbolId): Promise<void> {
  const { shown } = useHitCard.getState();
  if (shown === null) return;
  useHitCard.setState({ other: { symbol, answer: ASKED } });
  const reply = await request('scanner.whyNot', { scanner: shown.hit.scanner, symbol });
  if (useHitCard.getState().other?.symbol !== symbol) return;
  useHitCard.setState({ other: { symbol, answer: answerOf(reply) } });
}

async function explain(shown: LoggedHit): Promise<void> {
  const reply = await request('hit.explain', { hit: shown.index });
  if (isShown(shown)) useHitCard.setState({ explanation: answerOf(reply) });
}

async function findMisses(shown: LoggedHit): Promise<void> {
  const reply = await request('scanner.nearMisses', { scanner: shown.hit.scanner, limit: 3 });
  if (isShown(shown)) useHitCard.setState({ misses: answerOf(reply) });
}

async function countFunnel(shown: LoggedHit): Promise<void> {
  const reply = await request('scanner.funnel', { scanner: shown.hit.scanner });
  if (isShown(shown)) useHitCard.setState({ funnel: answerOf(reply) });
}

function answerOf<T>(
  reply:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): Asked<T> {
  return reply.ok
    ? { kind: 'answered', value: reply.value }
    : { kind: 'refused', message: reply.error.message };
}
