import type { DataSource } from '../contract.ts';
import type { PackShelf } from './pack-shelf.ts';

/** What a CachedSource is made of. */
export interface CachedParts {
  readonly source: DataSource;
  /** Makes another source like it, that has been asked for nothing. */
  readonly another: () => DataSource;
  readonly shelf: PackShelf;
  /** What all answers depend on, beside the request; undefined where nothing may be kept. */
  readonly fingerprint: () => Promise<string | undefined>;
  /** True where a request's `asOf` makes no difference to its answer. */
  readonly anyDate: boolean;
}
