import { type EpochMs, MILLISECONDS_PER_MINUTE } from '../../../../shared/domain/time.ts';
import type { SessionFigure } from '../../../../shared/rules/checked-rule.ts';
import { grownFloat64 } from '../../session-data/column.ts';
import type { MarketColumns } from '../contract.ts';
import { type BoundInputs, type CompiledNum, compileNum } from './compiled-scan.ts';
import { membershipColumn, sectorColumn } from './memberships.ts';
import { PREMARKET } from './needs.ts';
import { rankAll, rankWithin } from './ranks.ts';
import type { ColumnInput, RuleInputs } from './rule-inputs.ts';
import { type Instant, writeSessionFigure } from './session-figures.ts';

const NOTHING = new Uint8Array(0);

/** Finds the columns of a rule in the market, and computes those that are made for it. Keeps its memory. */
export class InputBinder {
  readonly #made = new Map<number, Float64Array>();
  readonly #ranked = new Map<number, CompiledNum>();
  #scratch: Float64Array = new Float64Array(0);
  /** Facts change with the symbols that there are, and with the user's lists. */
  #factsOf: { readonly count: number; readonly lists: MarketColumns['facts']['lists'] } | undefined;
  #memberships: readonly Uint8Array[] = [];
  #sectors: Int32Array | undefined;

  constructor(private readonly inputs: RuleInputs) {}

  /** What the loops read at this instant. It stands until the next call. */
  bind({ now, market }: Instant): BoundInputs {
    const { inputs } = this;
    this.#takeFacts(market);
    const bound: BoundInputs & { readonly columns: Float64Array[]; readonly fresh: Uint8Array[] } = {
      count: market.count,
      members: market.members,
      columns: [],
      fresh: [],
      memberships: this.#memberships,
      clocks: inputs.clocks.map((of) => minutes(of, now, market.session)),
    };
    for (const [place, input] of inputs.columns.entries()) {
      bound.columns.push(this.#column(place, input, { now, market }, bound));
      bound.fresh.push(freshness(input, market));
    }
    return bound;
  }

  #takeFacts(market: MarketColumns): void {
    const { count, facts } = market;
    if (this.#factsOf?.count === count && this.#factsOf.lists === facts.lists) return;
    this.#factsOf = { count, lists: facts.lists };
    this.#memberships = this.inputs.memberships.map((input) => membershipColumn(input, market));
    this.#sectors = undefined;
  }

  #column(place: number, input: ColumnInput, instant: Instant, bound: BoundInputs): Float64Array {
    const { market } = instant;
    switch (input.kind) {
      case 'latest':
        return market.latest(input.interval)[input.field];
      case 'indicator':
        return this.#whole(place, market.indicator(input.config.key, input.output), market.count);
      case 'session':
        return this.#session(place, input.of, instant);
      case 'rank':
        return this.#rank(place, input, market, bound);
    }
  }

  /** Columns of indicators end with the last symbol that has one. */
  #whole(place: number, column: Float64Array | undefined, count: number): Float64Array {
    if (column !== undefined && column.length >= count) return column;
    const made = this.#memory(place, count).fill(Number.NaN);
    if (column !== undefined) made.set(column);
    return made;
  }

  #memory(place: number, count: number): Float64Array {
    const memory = grownFloat64(this.#made.get(place) ?? new Float64Array(0), count, Number.NaN);
    this.#made.set(place, memory);
    return memory;
  }

  #rank(
    place: number,
    input: Extract<ColumnInput, { kind: 'rank' }>,
    market: MarketColumns,
    bound: BoundInputs,
  ): Float64Array {
    const measure = this.#ranked.get(place) ?? compileNum(input.of, this.inputs);
    this.#ranked.set(place, measure);
    const { count } = market;
    this.#scratch = grownFloat64(this.#scratch, count, Number.NaN);
    const ranks = this.#memory(place, count);
    measure(bound, this.#scratch);
    if (input.among === 'universe') rankAll(this.#scratch, count, ranks);
    else {
      this.#sectors ??= sectorColumn(market);
      rankWithin(this.#scratch, count, this.#sectors, ranks);
    }
    return ranks;
  }

  #session(place: number, of: SessionFigure, instant: Instant): Float64Array {
    const { market } = instant;
    if (of === 'premarket_high' || of === 'premarket_low') {
      const output = of === 'premarket_high' ? 'high' : 'low';
      return this.#whole(place, market.indicator(PREMARKET.key, output), market.count);
    }
    const made = this.#memory(place, market.count);
    writeSessionFigure(of, instant, made);
    return made;
  }
}

function freshness(input: ColumnInput, market: MarketColumns): Uint8Array {
  if (input.kind === 'latest') return market.latest(input.interval).fresh;
  if (input.kind === 'indicator' && input.freshOf !== undefined) return market.latest(input.freshOf).fresh;
  return NOTHING;
}

function minutes(
  of: RuleInputs['clocks'][number],
  now: EpochMs,
  { open, close }: MarketColumns['session'],
): number {
  return (of === 'minutes_since_open' ? now - open : close - now) / MILLISECONDS_PER_MINUTE;
}
