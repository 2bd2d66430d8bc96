import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { MarketColumns, MarketFacts } from '../scanners/contract.ts';
import { grownUint8 } from '../session-data/column.ts';
import type { LatestColumns } from '../session-data/latest-columns.ts';
import type { SessionCore } from '../session-data/session-core.ts';

/** What scans may know besides bars. */
interface MarketSurroundings {
  session(): MarketColumns['session'];
  sectorOf(symbol: SymbolId): string | undefined;
  lists(): MarketFacts['lists'];
}

/** The market as scans see it: columns by symbol, and which symbols are part of it. */
export class MarketView {
  #members = new Uint8Array(0) as Uint8Array;

  constructor(
    private readonly core: SessionCore,
    private readonly universe: () => readonly SymbolId[],
    private readonly surroundings: MarketSurroundings,
  ) {}

  /** The market as it stands now. Columns are replaced when they grow: take it anew for each scan. */
  columns(): MarketColumns {
    const { core } = this;
    const { symbols } = core.parts;
    this.#members = grownUint8(this.#members, symbols.size).fill(0);
    for (const symbol of this.universe()) {
      const index = symbols.indexOf(symbol);
      if (index !== undefined && !core.isExcluded(symbol)) this.#members[index] = 1;
    }
    return {
      count: symbols.size,
      members: this.#members,
      symbolAt: (index) => symbols.symbolAt(index),
      latest: (interval: Interval): LatestColumns => core.parts.bars.latest(interval),
      indicator: (key, output) =>
        core.parts.indicators.column(key, output) ?? core.extended.indicators.column(key, output),
      session: this.surroundings.session(),
      facts: { sectorOf: this.surroundings.sectorOf, lists: this.surroundings.lists() },
    };
  }
}
