import type { Session } from 'electron';

/** The page gets no permission of the system: nothing is asked, nothing is granted, no device is offered. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
