import simulated from '../../assets/examples/simulated.json' with { type: 'json' };
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import { readSessionConfig } from '../engine/config/read-session-config.ts';

/** Where the embedded config stands in messages; it is part of the program, not a file of the user's. */
const PATH = 'embedded session config';

/** The session that opens without an account, a network or a file. */
export function embeddedConfig(): SessionConfig {
  const read = readSessionConfig(JSON.stringify(simulated), PATH);
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return read.value;
}
