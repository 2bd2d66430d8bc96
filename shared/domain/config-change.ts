import type { JsonValue } from './json.ts';

/** One field that differs between two session configs. */
export interface ConfigChange {
  /** `session_data_config.scanners[0].config.percent`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null where it was not there. */
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** One thing that is wrong in a config file, with its place. */
export interface ConfigIssue {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** `session_data_config.scanners[0].kind`; empty for the file as a whole. */
  readonly path: string;
  /** The whole sentence for the user: path, value and what is allowed. */
  readonly message: string;
}
