import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { steppedSession } from '../../testing/simulated-session.ts';
import { AnalysisEngine } from '../positions/analysis-engine.ts';
import { type FillBar, PaperBroker } from '../positions/paper-broker.ts';
import { removalCommands } from './removal-commands.ts';

const SYMBOLS = [symbolId('AAPL'), symbolId('A')];

/** What a symbol is to a simple model: who holds it, and whether it is there. */
interface Modelled {
  manual: boolean;
  held: number;
  orders: number[];
  leaving: boolean;
  removed: boolean;
  promoted: boolean;
  /** Promoted when it was removed. */
  wasPromoted: boolean;
}

const isLocked = ({ manual, held, orders }: Modelled): boolean => manual || held !== 0 || orders.length > 0;

function takeOut(model: Modelled): void {
  Object.assign(model, { removed: true, leaving: false, wasPromoted: model.promoted, promoted: false });
}

/** The last holder may have gone. */
function settle(model: Modelled): void {
  if (model.leaving && !isLocked(model)) takeOut(model);
}

/** A real session with positions whose bars the test brings, and a model of both symbols. */
async function stage() {
  const { coordinator } = await steppedSession();
  const { data } = coordinator;
  const bars: FillBar[] = [];
  let now = coordinator.session.open;
  const engine = new AnalysisEngine({
    data,
    broker: new PaperBroker(),
    now: () => now,
    hasIntradayData: () => true,
    firstBar: (_symbol, since) => bars.find(({ start }) => start >= since),
    onOrder: () => undefined,
    onFill: () => undefined,
  });
  const removal = removalCommands({
    coordinator,
    run: { state: 'running', scanners: { welcomeBack: () => undefined } },
  });
  for (const symbol of SYMBOLS) data.addSessionBars(symbol, '1d');
  const models = new Map<SymbolId, Modelled>(
    SYMBOLS.map((symbol) => [
      symbol,
      {
        manual: false,
        held: 0,
        orders: [],
        leaving: false,
        removed: false,
        promoted: false,
        wasPromoted: false,
      },
    ]),
  );
  const minute = (): void => {
    bars.push({ start: now, open: 100 });
    now = epochMs(now + 60_000);
    engine.fillOrders();
  };
  return { coordinator, data, engine, removal, models, minute };
}

type Stage = Awaited<ReturnType<typeof stage>>;
type Act = (stage: Stage, symbol: SymbolId, model: Modelled, amount: number) => void;

const ACTS: Readonly<Record<string, Act>> = {
  lock: ({ data }, symbol, model) => {
    data.lockSymbol(symbol, 'watching it');
    // The same reason again changes nothing, and so says nothing about what is to become of the symbol.
    if (!model.manual) model.leaving = false;
    Object.assign(model, { manual: true, removed: false });
  },
  unlock: ({ data }, symbol, model) => {
    data.unlockSymbol(symbol);
    const had = model.manual;
    model.manual = false;
    if (had) settle(model);
  },
  remove: ({ removal }, symbol, model) => {
    const reply = removal.remove(symbol);
    expect(reply.ok).toBe(!isLocked(model));
    if (!isLocked(model) && !model.removed) takeOut(model);
  },
  demote: ({ removal }, symbol, model) => {
    const reply = removal.demote(symbol);
    const done = model.promoted && !isLocked(model);
    expect(reply).toMatchObject(model.promoted && !done ? { ok: false } : { ok: true, value: done });
    if (done) model.promoted = false;
  },
  promote: ({ data }, symbol, model) => {
    data.addSymbol(symbol);
    // Who promotes anew ends what an earlier removal would bring back.
    Object.assign(model, {
      wasPromoted: model.promoted && model.wasPromoted,
      promoted: true,
      removed: false,
    });
  },
  leave: ({ removal }, symbol, model) => {
    removal.removeWhenReleased(symbol, true);
    if (isLocked(model)) model.leaving = true;
    else if (!model.removed) takeOut(model);
  },
  stay: ({ removal }, symbol, model) => {
    removal.removeWhenReleased(symbol, false);
    model.leaving = false;
  },
  restore: ({ removal }, symbol, model) => {
    removal.restore(symbol);
    Object.assign(model, {
      removed: false,
      promoted: model.promoted || model.wasPromoted,
      wasPromoted: false,
    });
  },
  order: ({ engine }, symbol, model, amount) => {
    engine.onSignalEnter({ symbol, side: amount > 0 ? 'long' : 'short', quantity: Math.abs(amount) });
    model.orders.push(amount);
    model.removed = false;
  },
  close: ({ engine }, symbol, model) => {
    const toClose = model.orders.reduce((sum, amount) => sum + amount, model.held);
    expect(engine.onSignalExit(symbol).ok).toBe(toClose !== 0);
    if (toClose !== 0) model.orders.push(-toClose);
  },
  minute: ({ minute, models }) => {
    minute();
    for (const model of models.values()) {
      if (model.orders.length === 0) continue;
      model.held += model.orders.splice(0).reduce((sum, amount) => sum + amount, 0);
      settle(model);
    }
  },
  close_of_day: ({ engine, models }) => {
    engine.endSession();
    for (const model of models.values()) if (model.orders.splice(0).length > 0) settle(model);
  },
};

const steps = fc.array(
  fc.record({
    act: fc.constantFrom(...Object.keys(ACTS)),
    symbol: fc.constantFrom(...SYMBOLS),
    amount: fc.constantFrom(-2, -1, 1, 2),
  }),
  { minLength: 20, maxLength: 60 },
);

it('a locked symbol is never removed, by whatever is done, filled and released', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const set = await stage();
      for (const { act, symbol, amount } of sequence) {
        const model = set.models.get(symbol);
        if (model !== undefined) ACTS[act]?.(set, symbol, model, amount);
        for (const [each, expected] of set.models) {
          const { data, coordinator } = set;
          const [locked, removed] = [data.isSymbolLocked(each), data.isExcluded(each)];
          expect(locked && removed).toBe(false);
          expect({
            locked,
            removed,
            leaving: coordinator.removals.isWaiting(each),
            promoted: data.getConfigSymbols().includes(each),
            held: set.engine.position(each)?.quantity ?? 0,
          }).toEqual({
            locked: isLocked(expected),
            removed: expected.removed,
            leaving: expected.leaving,
            promoted: expected.promoted,
            held: expected.held,
          });
        }
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
