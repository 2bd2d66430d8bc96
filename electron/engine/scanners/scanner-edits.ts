import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { scannerProblem } from '../../../shared/domain/session-config/checks.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { Scanner, ScannerDefinition } from './contract.ts';
import { LoadedScanner } from './loaded-scanner.ts';
import type { ScannerEnvironment } from './scanner-environment.ts';
import { type PlacedScanner, type ScannerEdit, type ScannerList, unknownScanner } from './scanner-list.ts';
import { dueTimes, neverDue } from './schedule.ts';

/** A scanner that goes, one that comes, or one in the place of the other: to be done before the next scan. */
export interface ScannerSwap {
  /** What runs from here on; its `scanner` is undefined where it is switched off. Undefined where it is removed. */
  readonly loaded: LoadedScanner | undefined;
  /** What ran until now; undefined where nothing did. */
  readonly before: { readonly name: string; readonly scanner: Scanner } | undefined;
}

/** A scanner as it was saved. */
export interface ScannerChange {
  readonly version: number;
  readonly place: number;
}

/** The scanners of the list as they are loaded, and the changes of both. Decides at once; what follows is a swap. */
export class ScannerEdits {
  readonly #loaded = new Map<string, LoadedScanner>();
  /** Removed ones keep what they did, should they come back. */
  readonly #gone = new Map<string, LoadedScanner>();
  /** The newest version of each name. */
  readonly #versions = new Map<string, number>();
  #order: readonly LoadedScanner[] = [];
  #swaps: ScannerSwap[] = [];

  /** Throws InvalidArgumentError where a scanner's kind or config is wrong. */
  constructor(
    private readonly list: ScannerList,
    private readonly environment: ScannerEnvironment,
    private readonly definitionOf: (kind: string) => ScannerDefinition,
  ) {
    for (const config of list.scanners) {
      this.#loaded.set(config.name, new LoadedScanner(config, this.#scannerOf(config)));
      this.#versions.set(config.name, 1);
    }
    this.#reorder();
  }

  /** In the order of the config. */
  get order(): readonly LoadedScanner[] {
    return this.#order;
  }

  find(name: string): LoadedScanner | undefined {
    return this.#loaded.get(name);
  }

  /** The oldest change that has not been done yet; it is the caller's from here on. */
  takeSwap(): ScannerSwap | undefined {
    return this.#swaps.shift();
  }

  save(edit: ScannerEdit): Result<ScannerChange> {
    const { scanner: config, previous } = edit;
    const place = this.list.placeFor(edit);
    if (!place.ok) return place;
    const made = this.#make(config);
    if (!made.ok) return made;
    this.list.put(edit, place.value);
    const { name } = config;
    const loaded = this.#take(previous) ?? this.#gone.get(name) ?? new LoadedScanner(config, undefined);
    this.#gone.delete(name);
    this.#replace(loaded, config, config.enabled ? made.value : undefined);
    this.#loaded.set(name, loaded);
    loaded.version = (this.#versions.get(name) ?? 0) + 1;
    loaded.savedAt = this.environment.now();
    this.#versions.set(name, loaded.version);
    this.#reorder();
    return success({ version: loaded.version, place: place.value });
  }

  remove(name: string): Result<PlacedScanner> {
    const placed = this.list.find(name);
    const loaded = this.#take(name);
    if (placed === undefined || loaded === undefined) return unknownScanner(name);
    this.list.remove(name);
    this.#replace(loaded, loaded.config, undefined, true);
    this.#gone.set(name, loaded);
    this.#reorder();
    return success(placed);
  }

  enable(name: string, enabled: boolean): Result<boolean> {
    const placed = this.list.find(name);
    const loaded = this.#loaded.get(name);
    if (placed === undefined || loaded === undefined) return unknownScanner(name);
    if (loaded.config.enabled === enabled && (!enabled || loaded.enabled)) return success(false);
    const config = { ...placed.scanner, enabled };
    const made = this.#make(config);
    if (!made.ok) return made;
    this.list.put({ scanner: config, previous: name }, placed.place);
    this.#replace(loaded, config, enabled ? made.value : undefined);
    return success(true);
  }

  #take(name: string | null): LoadedScanner | undefined {
    const loaded = name === null ? undefined : this.#loaded.get(name);
    if (name !== null) this.#loaded.delete(name);
    return loaded;
  }

  #replace(
    loaded: LoadedScanner,
    config: ScannerConfig,
    scanner: Scanner | undefined,
    isRemoved = false,
  ): void {
    const { name, scanner: ran } = loaded;
    loaded.replace(config, scanner);
    // Nothing of it is due before it is set up.
    loaded.enabled = false;
    const before = ran === undefined ? undefined : { name, scanner: ran };
    this.#swaps.push({ loaded: isRemoved ? undefined : loaded, before });
  }

  #scannerOf(config: ScannerConfig): Scanner | undefined {
    const { enabled, kind } = config;
    return enabled ? this.definitionOf(kind).create(config.config, this.environment.parts) : undefined;
  }

  /** Made even where it is switched off: what is wrong with it is told when it is saved. */
  #make(config: ScannerConfig): Result<Scanner | undefined> {
    const problem = scannerProblem(config) ?? this.#neverDue(config);
    if (problem !== undefined) {
      return failure('invalid_scanner', `The scanner ${config.name} was not saved: ${problem}.`);
    }
    try {
      return success(this.#scannerOf({ ...config, enabled: true }));
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const end = /[.?]$/.test(error.message) ? '' : '.';
      const words = `The scanner ${config.name} was not saved: ${error.message}${end}`;
      return failure(
        'invalid_scanner',
        words,
        'problems' in error ? { problems: error.problems } : undefined,
      );
    }
  }

  #neverDue({ schedule }: ScannerConfig): string | undefined {
    const { calendar } = this.environment;
    const place = neverDue(schedule, calendar);
    if (place === undefined) return undefined;
    return `schedule.${place} is never due; allowed: ${dueTimes(calendar)}`;
  }

  #reorder(): void {
    this.#order = this.list.scanners.flatMap(({ name }) => this.#loaded.get(name) ?? []);
  }
}
