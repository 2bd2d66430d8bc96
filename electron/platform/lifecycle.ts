import { rmSync } from 'node:fs';
import { app } from 'electron';

/** What must be closed before the program goes. */
interface Stoppable {
  stop(): Promise<void>;
}

/** Stops the session, prints the last words on stdout, and ends with the exit code; windows go with it. */
export function endProgram(session: Stoppable, code: number, lastWords = ''): void {
  void session.stop().finally(() => process.stdout.write(lastWords, () => app.exit(code)));
}

/** Ends the program because it must not, or cannot, go on; the reason goes to stderr. */
export function failProgram(cause: unknown, session?: Stoppable): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const stopped = session?.stop() ?? Promise.resolve();
  void stopped.finally(() => process.stderr.write(`Tapedeck: ${reason}\n`, () => app.exit(1)));
}

/** However the program is asked to quit, its session is stopped first. */
export function stopBeforeQuit(session: Stoppable): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    endProgram(session, 0);
  });
}

/** Removes a folder that was made for this run only. */
export function removeAtExit(folder: string): void {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}
