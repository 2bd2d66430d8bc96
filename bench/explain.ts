import type { ScannerContext } from '../electron/engine/scanners/contract.ts';
import { compilePredicate } from '../electron/engine/scanners/rules/compile-rule.ts';
import { needsOf, provision } from '../electron/engine/scanners/rules/needs.ts';
import { readRuleConfig } from '../electron/engine/scanners/rules/rule-definition.ts';
import { RuleInputs } from '../electron/engine/scanners/rules/rule-inputs.ts';
import { RuleScanner } from '../electron/engine/scanners/rules/rule-scanner.ts';
import { symbolId } from '../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../shared/domain/time.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { type MarketSession, screenedMarket } from './market-session.ts';

const SYMBOLS = 10_000;
const EXPLAINED = 500;
const MOST_MILLISECONDS = 100;

/** Ten conditions with ranks, lags, windows and alternatives among them. */
const RULE = `close >= sma(20) * 1.001
  and volume > 50_000
  and rsi(14) < 70
  and volume >= volume_sma(20) * 0.8
  and close > 5
  and rank(close / close[1]) <= 5_000
  and close > highest(close, 10)[1] * 0.9
  and (rising(close, 2) or close > close[3])
  and not crosses_below(rsi(14), 70)
  and symbol not in ("S1", "S2")`;

/** Every symbol explained, as a user who asks why, or why not. */
class ExplainSide implements Contender {
  readonly name = 'tapedeck';
  explained = 0;
  agree = true;

  constructor(
    private readonly scanner: RuleScanner,
    private readonly context: () => ScannerContext,
    private readonly hits: ReadonlySet<string>,
  ) {}

  round(): number {
    const context = this.context();
    let agree = true;
    const time = timed(1, () => {
      for (let row = 0; row < EXPLAINED; row += 1) {
        const symbol = context.market.symbolAt((row * 19) % SYMBOLS);
        const { tree } = this.scanner.explainer.explain(context, symbol);
        agree &&= (tree.truth === true) === this.hits.has(symbol);
      }
    });
    this.explained = EXPLAINED;
    this.agree = agree;
    return time;
  }
}

/** The whole scan: columns bound, ranks sorted, one loop, evidence of every hit. */
class ScanSide implements Contender {
  readonly name = 'scan';

  constructor(
    private readonly scanner: RuleScanner,
    private readonly context: () => ScannerContext,
  ) {}

  round(): number {
    const context = this.context();
    return timed(1, () => this.scanner.scan(context));
  }
}

/** What explains hits: 500 symbols in 100 ms, with the truth of the scan. */
export async function benchExplain(): Promise<GoalResult> {
  const parts = readRuleConfig({ when: RULE });
  const scanner = new RuleScanner(parts);
  const inputs = new RuleInputs();
  compilePredicate(parts.rule.root, inputs);
  const needs = needsOf(inputs);
  const market = screenedMarket(SYMBOLS, 64, [], (data, symbol) => provision(needs, data, symbolId(symbol)));
  const context = (): ScannerContext => contextOf(market);
  const hits = new Set<string>(scanner.scan(context()).matches.map(({ symbol }) => symbol));
  const ours = new ExplainSide(scanner, context, hits);
  const measured = await interleave([ours, new ScanSide(scanner, context)], 7);
  const milliseconds = (name: string): number => (measured[name] ?? Number.NaN) / 1e6;
  const ratio = { '100 ms': milliseconds('tapedeck') / MOST_MILLISECONDS };
  return {
    id: 'explain',
    title: `${EXPLAINED} of ${SYMBOLS.toLocaleString('en-US')} symbols explained by a rule of ten conditions`,
    ratio,
    limit: { 'at_most:100 ms': 1 },
    pass: ratio['100 ms'] <= 1,
    equal: ours.agree && hits.size > 0,
    detail: `${milliseconds('tapedeck').toFixed(1)} ms; the scan itself with the evidence of ${hits.size} hits ${milliseconds('scan').toFixed(1)} ms`,
  };
}

function contextOf(market: MarketSession): ScannerContext {
  const symbols = market.symbols.map(symbolId);
  return {
    ...{ name: 'bench', mode: 'replay', now: epochMs(0), sessionDate: sessionDate('2024-06-03') },
    ...{
      universe: symbols,
      data: market.data.as('scanner:bench'),
      addSymbol: () => false,
      log: () => undefined,
    },
    signal: new AbortController().signal,
    market: {
      count: SYMBOLS,
      members: new Uint8Array(SYMBOLS).fill(1),
      symbolAt: (row) => symbols[row] ?? symbolId('NONE'),
      latest: (interval) => market.bars.latest(interval),
      indicator: (key, output) => market.indicators.column(key, output),
      session: { open: epochMs(0), close: epochMs(1) },
      facts: { sectorOf: () => undefined, lists: [] },
    },
  };
}
