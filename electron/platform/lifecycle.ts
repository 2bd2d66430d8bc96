import { writeSync } from 'node:fs';
import { app } from 'electron';

/** What must be closed before the program goes. */
interface Stoppable {
  stop(): Promise<void>;
}

const STDOUT = 1;
const STDERR = 2;

/** Stops the session, prints the last words on stdout, and ends with the exit code; windows go with it. */
export function endProgram(session: Stoppable, code: number, lastWords = ''): void {
  void session.stop().finally(() => leave(code, STDOUT, lastWords));
}

/** Ends the program because it must not, or cannot, go on; the reason goes to stderr. */
export function failProgram(cause: unknown, session?: Stoppable): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const stopped = session?.stop() ?? Promise.resolve();
  void stopped.finally(() => leave(1, STDERR, `Tapedeck: ${reason}\n`));
}

/** However the program is asked to quit, its session is stopped first. */
export function stopBeforeQuit(session: Stoppable): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    endProgram(session, 0);
  });
}

/** A defect ends the program with its stack on stderr; Electron's own dialog would wait for a click that may never come. */
export function endOnUncaughtErrors(): void {
  process.on('uncaughtException', (error) => {
    leave(1, STDERR, `Tapedeck: ${error.stack ?? String(error)}\n`);
  });
}

/** Short enough not to be noticed, long enough to cost nothing. */
const WAKE_MS = 50;

/**
 * Writes at once, not through a stream, whose callback waits for the next event
 * of Node's loop: in an idle Electron none may ever come. For the same reason
 * Electron sometimes (one start in ten, seen in 33) sleeps through its own exit;
 * a timer keeps it awake until it is gone.
 */
function leave(code: number, output: number, words: string): void {
  if (words !== '') writeSync(output, words);
  app.exit(code);
  setInterval(() => undefined, WAKE_MS);
}
