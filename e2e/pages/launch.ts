import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built program. */
const ROOT = resolve(import.meta.dirname, '../..');

/** Switches that this machine needs, then the program and its own arguments. */
export function launchArguments(extra: readonly string[]): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, '--lang=en-US', ROOT, ...extra];
}

export function launchEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(inherited), LANG: 'en_US.UTF-8' };
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** A folder for one run's own files. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'tapedeck-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end, without a driver. */
export function runProgram(extra: readonly string[]): Promise<RunResult> {
  return collected(spawn(electronProgram(), launchArguments(extra), { env: launchEnvironment() }));
}

/** Runs the terminal's program, in plain Node or in Electron's main process. */
export function runHeadless(where: 'node' | 'electron', words: readonly string[]): Promise<RunResult> {
  const program = join(ROOT, 'dist', 'main', 'headless.js');
  if (where === 'node') return collected(spawn(process.execPath, [program, ...words]));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const inElectron = join(ROOT, 'e2e', 'programs', 'in-electron');
  const args = [...asRoot, '--lang=en-US', inElectron, '--program', program, ...words];
  return collected(spawn(electronProgram(), args, { env: launchEnvironment() }));
}

function electronProgram(): string {
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The electron package names no executable');
  return executable;
}

function collected(child: ChildProcess): Promise<RunResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** Plays a config to an instant without a window, and answers the config as it ends with the run's own figures. */
export async function playHeadless(config: string, until: string, out: string): Promise<RunResult> {
  return runHeadless('node', ['run', '--config', config, '--until', until, '--out', out, '--json']);
}
