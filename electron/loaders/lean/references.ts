import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { Companies } from './companies.ts';
import { type LeanFiles, tickerOf } from './lean-files.ts';
import { type Company, parseMapFile } from './map-file.ts';
import { parseFactorFile, type SplitFactors } from './split-factors.ts';

/** What the map and factor files say of companies; read when first asked, kept from then on. */
export class References {
  readonly #files: LeanFiles;
  readonly #reader: ArchiveReader;
  readonly #factorPaths: ReadonlyMap<string, string>;
  readonly #factors = new Map<string, SplitFactors | undefined>();
  #mapped: readonly Company[] | undefined;
  #companies: Companies | undefined;
  /** Tickers of companies with a factor file. */
  #adjustable: ReadonlySet<string> | undefined;

  constructor(files: LeanFiles, reader: ArchiveReader) {
    this.#files = files;
    this.#reader = reader;
    this.#factorPaths = files.factorFiles();
  }

  /** The company that a symbol meant on a compact date. */
  company(symbol: SymbolId, date: number): Company {
    this.#companies ??= new Companies(this.mapped());
    return this.#companies.of(tickerOf(symbol), date);
  }

  /** True where no company that ever had a symbol has a factor file: its prices are as they were traded. */
  isRaw(symbol: SymbolId): boolean {
    this.#adjustable ??= new Set([
      ...this.#factorPaths.keys(),
      ...this.mapped()
        .filter(({ id }) => this.#factorPaths.has(id))
        .flatMap(({ spans }) => spans.map(({ ticker }) => ticker)),
    ]);
    return !this.#adjustable.has(tickerOf(symbol));
  }

  /** Every company that has a map file. */
  mapped(): readonly Company[] {
    this.#mapped ??= this.#readMapFiles();
    return this.#mapped;
  }

  /** Undefined where the company has no factor file: its prices stay raw. */
  factors({ id }: Company): SplitFactors | undefined {
    const path = this.#factorPaths.get(id);
    if (path === undefined) return undefined;
    if (!this.#factors.has(id)) {
      this.#factors.set(id, this.#reader.readPlain(path, parseFactorFile));
    }
    return this.#factors.get(id);
  }

  #readMapFiles(): Company[] {
    const companies: Company[] = [];
    for (const [id, path] of this.#files.mapFiles()) {
      const company = this.#reader.readPlain(path, (bytes, refusal) => parseMapFile(id, bytes, refusal));
      if (company !== undefined) companies.push(company);
    }
    return companies;
  }
}
