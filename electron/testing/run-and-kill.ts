import { spawn } from 'node:child_process';

/**
 * Runs a script with Node until a while after it first said something, ends it with SIGKILL, and answers all that it
 * said. Rejects where it ended by itself.
 */
export function runAndKill(script: string, args: readonly string[], milliseconds: number): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args]);
    let output = '';
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.stdout.on('data', (data) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), milliseconds);
      output += data;
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') fail(new Error(`The child ended by itself: ${errors}`));
      else done(output);
    });
  });
}
