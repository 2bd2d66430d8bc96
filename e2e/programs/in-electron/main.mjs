// Runs a Node program in Electron's main process: the file, then its arguments. Ends when the program has run.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const at = process.argv.indexOf('--program');
const [program = '', ...words] = process.argv.slice(at + 1);
process.argv = [process.execPath, program, ...words];

async function run() {
  try {
    await app.whenReady();
    await import(pathToFileURL(resolve(program)).href);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
  // What was written goes out before the end.
  process.stdout.write('', () => app.exit(Number(process.exitCode ?? 0)));
}

// Electron is ready only when its first module has run to its end: nothing may be awaited at its top.
void run();
