import { app, type Session, session } from 'electron';
import { confine } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { assertSafe } from './web-preferences.ts';

/**
 * Walls around every page, whoever creates it: checked preferences, no
 * navigation, no permission. `onBreach` is called where a page lacks them.
 * Before the app is ready.
 */
export function containEveryPage(onBreach: (cause: Error) => void): void {
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => {
    confine(contents);
    try {
      assertSafe(contents);
    } catch (thrown) {
      onBreach(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  });
}

/**
 * Where the window's page lives: a session in memory only, so that nothing the
 * page stores outlasts it. When the app is ready.
 */
export function pageSession(): Session {
  denyPermissions(session.defaultSession);
  return session.fromPartition('workstation');
}
