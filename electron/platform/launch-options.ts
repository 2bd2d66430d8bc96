import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { trialFolder } from './trial-folder.ts';

/** What the command line and the environment ask of this start of the program. */
export interface LaunchOptions {
  /** Session config to open; the embedded default where undefined. */
  readonly configPath: string | undefined;
  /** Folder that holds the market data folders. */
  readonly dataFolder: string | undefined;
  /** Where the program keeps its own files; the system's place where undefined. */
  readonly userDataFolder: string | undefined;
  /** True where that folder was made up for this run only. */
  readonly temporaryUserData: boolean;
  /** Set for a trial run that checks itself, writes a picture and ends. */
  readonly smoke: { readonly screenshot: string } | undefined;
  /** True where the development runtime stands in for the released one. */
  readonly developmentRuntime: boolean;
}

/**
 * Reads `--config FILE --data DIR --user-data-dir=DIR --smoke --screenshot=FILE`.
 * Switches of Chromium and of test drivers pass unread. Paths become absolute.
 */
export function launchOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    strict: false,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      data: { type: 'string' },
      'user-data-dir': { type: 'string' },
      screenshot: { type: 'string' },
      smoke: { type: 'boolean' },
    },
  });
  const smoke = values.smoke === true;
  const userData = path(values['user-data-dir']) ?? path(environment.TAPEDECK_USER_DATA);
  return {
    configPath: path(values.config),
    dataFolder: path(values.data),
    userDataFolder: userData ?? (smoke ? trialFolder(process.pid) : undefined),
    temporaryUserData: smoke && userData === undefined,
    smoke: smoke ? { screenshot: path(values.screenshot) ?? resolve('out', 'smoke.png') } : undefined,
    developmentRuntime: environment.TAPEDECK_DEVELOPMENT_RUNTIME === '1',
  };
}

function path(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? resolve(value) : undefined;
}
