import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';

/** A scanner and its place among the others. */
export interface PlacedScanner {
  readonly scanner: ScannerConfig;
  readonly place: number;
}

/** What is to be saved: a new scanner where `previous` is null, otherwise in place of the one of that name. */
export interface ScannerEdit {
  readonly scanner: ScannerConfig;
  readonly previous: string | null;
  /** At the end, or where the one before stood, where undefined. */
  readonly place?: number | undefined;
}

/** The session's scanners as their config entries, in order; the user may change them while the run goes on. */
export class ScannerList {
  #scanners: readonly ScannerConfig[];

  constructor(scanners: readonly ScannerConfig[]) {
    this.#scanners = scanners;
  }

  get scanners(): readonly ScannerConfig[] {
    return this.#scanners;
  }

  find(name: string): PlacedScanner | undefined {
    const place = this.#scanners.findIndex((scanner) => scanner.name === name);
    const scanner = this.#scanners[place];
    return scanner === undefined ? undefined : { scanner, place };
  }

  /** Where a scanner would stand, or why it cannot be taken in. Changes nothing. */
  placeFor({ scanner, previous, place }: ScannerEdit): Result<number> {
    const { name } = scanner;
    const before = previous === null ? undefined : this.find(previous);
    if (previous !== null && before === undefined) return unknownScanner(previous);
    if (name !== previous && this.find(name) !== undefined) {
      return failure('duplicate_name', `A scanner named ${name} exists already: give this one another name.`);
    }
    const most = this.#scanners.length - (before === undefined ? 0 : 1);
    return success(Math.min(place ?? before?.place ?? most, most));
  }

  /** Takes a scanner in at a place that `placeFor` has answered. */
  put({ scanner, previous }: ScannerEdit, place: number): void {
    const others = this.#scanners.filter(({ name }) => name !== previous);
    this.#scanners = others.toSpliced(place, 0, scanner);
  }

  remove(name: string): void {
    this.#scanners = this.#scanners.filter((scanner) => scanner.name !== name);
  }
}

export function unknownScanner(name: string): Result<never> {
  return failure(
    'unknown_scanner',
    `There is no scanner named ${name} in this session: it was removed, or has another name now.`,
  );
}
