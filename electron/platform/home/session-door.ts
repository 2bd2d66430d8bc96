import type { Result } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import type { LastSession, OpeningSession, Recovery } from '../../../shared/ipc/requests/home.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';

/** What the user wants to be opened. */
export type SessionChoice =
  | { readonly kind: 'simulated' }
  /** The last session, played up to where it stood. */
  | { readonly kind: 'last' }
  | {
      readonly kind: 'config';
      readonly config: SessionConfig;
      /** Absolute path that the paths of its data sources begin at; undefined where it has none. */
      readonly dataFolder: string | undefined;
    };

/** How the home screen reaches the sessions: it chooses, somebody else builds and keeps them. */
export interface SessionDoor {
  /** True while a session is open; it stays so while another is being opened in its place. */
  readonly isOpen: boolean;
  /**
   * Opens a session; the one that is open is closed and kept once the other is built. Answers then, or why
   * there is none: the one that is open goes on.
   */
  open(choice: SessionChoice): Promise<Result<null>>;
  /** What is being opened, and how far it is; null while nothing is. */
  opening(): OpeningSession | null;
  /** Gives up what is being opened. */
  cancel(): void;
  /** Closes and keeps the session that is open. */
  close(): Promise<void>;
  /** What may be read of the session that is open; `no_session` where there is none. */
  view(): Promise<Result<Pick<SessionView, 'config'>>>;
  /** Where the data sources of the session that is open lie; undefined where it reads no folder. */
  dataFolder(): string | undefined;
  /** The session to go on with, as its folder tells; null where there is none. */
  last(): Promise<LastSession | null>;
  /** What was brought back after the program had ended without being asked to. */
  recovery(): Recovery | null;
  /** That has been read. */
  dismissRecovery(): void;
  /** What the start-up found wrong with kept sessions, in words for the user. */
  notices(): readonly string[];
}
