import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionDelta } from '../../../shared/session/snapshot.ts';
import type { RunningSession, SessionCommands } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import { SessionFrames } from '../session-frames.ts';
import type { SessionHost } from '../session-host.ts';
import { SessionPublisher } from '../session-publisher.ts';

type SessionHandlers = Pick<
  RequestHandlers,
  'session.snapshot' | 'session.acknowledge' | 'session.pause' | 'session.resume' | 'session.setSpeed'
>;

/** Requests about the session as a whole; `send` carries its deltas to the window. */
export function sessionHandlers(host: SessionHost, send: (delta: SessionDelta) => void): SessionHandlers {
  let publisher: SessionPublisher | undefined;
  const publisherOf = (session: RunningSession) => {
    publisher ??= new SessionPublisher(new SessionFrames(session.view), send);
    return publisher;
  };
  const command = async (act: (commands: SessionCommands) => void): Promise<Result<null>> => {
    const session = await host.running();
    if (!session.ok) return session;
    act(session.value.commands);
    return success(null);
  };
  return {
    'session.snapshot': async () => {
      const session = await host.running();
      return session.ok ? success(publisherOf(session.value).snapshot()) : session;
    },
    'session.acknowledge': ({ seq }) => {
      publisher?.acknowledge(seq);
      return success(null);
    },
    'session.pause': () => command((commands) => commands.pause()),
    'session.resume': () => command((commands) => commands.resume()),
    'session.setSpeed': ({ speed }) => command((commands) => commands.setSpeed(speed)),
  };
}
