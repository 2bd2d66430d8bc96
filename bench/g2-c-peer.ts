import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Contender } from './harness.ts';

/** The column kernels of c/g2-columns.c in a process of their own. */
export interface ColumnKernels extends Contender {
  /** Main outputs of the first symbol after the rounds done so far. */
  values(): Promise<number[]>;
  close(): void;
}

/**
 * Compiles and starts the C peer on the given bars.
 *
 * @param source path of g2-columns.c
 * @param stepsPerRound market-wide bars that one round takes
 */
export function startColumnKernels(
  source: string,
  bars: Float64Array,
  symbols: number,
  steps: number,
  stepsPerRound: number,
): ColumnKernels {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
  const program = join(folder, 'g2-columns');
  const file = join(folder, 'bars.f64');
  execFileSync('gcc', ['-O3', '-o', program, source, '-lm']);
  writeFileSync(file, new Uint8Array(bars.buffer, bars.byteOffset, bars.byteLength));
  const child = spawn(program, [file, String(symbols), String(steps), String(stepsPerRound)]);
  const ask = askerOf(child);
  return {
    name: 'c',
    round: async () => Number(await ask('round')),
    values: async () => (await ask('values 1')).trim().split(' ').map(Number),
    close: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Sends a line, answers the next line that comes back. */
function askerOf(child: ChildProcessWithoutNullStreams): (line: string) => Promise<string> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (line) => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('The C peer ended');
    return String(value);
  };
}
