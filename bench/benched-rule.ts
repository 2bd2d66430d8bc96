import type { MarketColumns } from '../electron/engine/scanners/contract.ts';
import { readRuleConfig } from '../electron/engine/scanners/rules/rule-definition.ts';
import { RuleInputs } from '../electron/engine/scanners/rules/rule-inputs.ts';
import { type Found, RuleScan } from '../electron/engine/scanners/rules/rule-scan.ts';
import type { Interval } from '../shared/domain/interval.ts';
import { symbolId } from '../shared/domain/symbol.ts';
import { epochMs } from '../shared/domain/time.ts';

/** What a rule of a benchmark reads. */
export interface BenchedColumns {
  readonly count: number;
  readonly latest: MarketColumns['latest'];
  readonly indicator: MarketColumns['indicator'];
}

/** A rule as a trader writes it: checked, compiled, and run as its scanner runs it, columns looked up each time. */
export class BenchedRule {
  readonly #scan: RuleScan;
  readonly #market: MarketColumns;

  constructor(when: string, interval: Interval, columns: BenchedColumns) {
    const { rule } = readRuleConfig({ when, interval });
    this.#scan = new RuleScan(rule, new RuleInputs());
    this.#market = marketOf(columns);
  }

  find(): Found {
    return this.#scan.find({ now: epochMs(0), market: this.#market });
  }
}

function marketOf({ count, latest, indicator }: BenchedColumns): MarketColumns {
  return {
    count,
    members: new Uint8Array(count).fill(1),
    symbolAt: (row) => symbolId(`S${row}`),
    latest,
    indicator,
    session: { open: epochMs(0), close: epochMs(1) },
    facts: { sectorOf: () => undefined, lists: [] },
  };
}
