import type { Company, TickerSpan } from './map-file.ts';

const FIRST_DAY = 0;
const LAST_DAY = 99_999_999;

interface Claim {
  readonly company: Company;
  readonly span: TickerSpan;
}

/** Which company a ticker meant on a day. */
export class Companies {
  readonly #claims = new Map<string, Claim[]>();

  constructor(companies: readonly Company[]) {
    for (const company of companies) {
      for (const span of company.spans) {
        const claims = this.#claims.get(span.ticker) ?? [];
        claims.push({ company, span });
        this.#claims.set(span.ticker, claims);
      }
    }
  }

  /**
   * The company that a ticker (lower case) meant on a compact date. A ticker that
   * no map file claims on that day is a company of its own, under this name on
   * every day on which no other company had it.
   */
  of(ticker: string, date: number): Company {
    const claims = this.#claims.get(ticker) ?? [];
    const claim = claims.find(({ span }) => span.first <= date && date <= span.last);
    if (claim !== undefined) return claim.company;
    return {
      id: ticker,
      spans: unclaimed(
        ticker,
        claims.map(({ span }) => span),
      ),
    };
  }
}

function unclaimed(ticker: string, claims: readonly TickerSpan[]): TickerSpan[] {
  const spans: TickerSpan[] = [];
  let first = FIRST_DAY;
  for (const claim of [...claims].sort((a, b) => a.first - b.first)) {
    if (claim.first > first) spans.push({ ticker, first, last: claim.first - 1 });
    first = Math.max(first, claim.last + 1);
  }
  if (first <= LAST_DAY) spans.push({ ticker, first, last: LAST_DAY });
  return spans;
}
