import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionDelta } from '../../../shared/session/snapshot.ts';
import type { RunningSession, SessionCommands, SessionView } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import { SessionFrames } from '../session-frames.ts';
import type { SessionHost } from '../session-host.ts';
import { SessionPublisher } from '../session-publisher.ts';

type SessionHandlers = Pick<
  RequestHandlers,
  | 'session.snapshot'
  | 'session.acknowledge'
  | 'session.pause'
  | 'session.resume'
  | 'session.setSpeed'
  | 'session.step'
  | 'session.nextHit'
  | 'session.log'
  | 'session.scanners'
  | 'session.quality'
  | 'session.hits'
>;

/** Requests about the session as a whole; `send` carries its deltas to the window. */
export function sessionHandlers(host: SessionHost, send: (delta: SessionDelta) => void): SessionHandlers {
  const publishers = new Publishers(host, send);
  const command = async (act: (commands: SessionCommands) => void): Promise<Result<null>> => {
    const session = await host.running();
    if (!session.ok) return session;
    act(session.value.commands);
    return success(null);
  };
  const read = async <T>(of: (view: SessionView) => T): Promise<Result<T>> => {
    const session = await host.running();
    return session.ok ? success(of(session.value.view)) : session;
  };
  return {
    'session.snapshot': async () => {
      // The window is told when it is open, and asks then: an answer that waited for it would come beside that.
      if (host.isBuildingFirst) return failure('no_session', 'The session is still being opened.');
      const session = await host.running();
      return session.ok ? success(publishers.of(session.value).snapshot()) : session;
    },
    'session.acknowledge': ({ seq }) => {
      publishers.newest?.acknowledge(seq);
      return success(null);
    },
    'session.pause': () => command((commands) => commands.pause()),
    'session.resume': () => command((commands) => commands.resume()),
    'session.setSpeed': ({ speed }) => command((commands) => commands.setSpeed(speed)),
    'session.step': () => command((commands) => commands.step()),
    'session.nextHit': () => command((commands) => commands.playToNextHit()),
    'session.log': ({ after }) => read((view) => [...view.log(after)]),
    'session.scanners': () => read((view) => [...view.scanners()]),
    'session.quality': () => read((view) => [...view.quality()]),
    'session.hits': ({ from, limit }) =>
      read((view) => {
        const kept = view.hits(from, Number.POSITIVE_INFINITY);
        return { from: view.status().hitCount - kept.length, hits: kept.slice(0, limit) };
      }),
  };
}

/** One publisher for each session; the one before sends nothing any more, and one that is closed is let go. */
class Publishers {
  newest: SessionPublisher | undefined;
  #session: RunningSession | undefined;

  constructor(
    private readonly host: Pick<SessionHost, 'isOpen'>,
    private readonly send: (delta: SessionDelta) => void,
  ) {}

  of(session: RunningSession): SessionPublisher {
    if (this.newest !== undefined && this.#session === session) return this.newest;
    this.newest?.close();
    this.#session = session;
    this.newest = new SessionPublisher(new SessionFrames(session.view), this.send, () => this.#letGo());
    return this.newest;
  }

  /** Whether no session is open; then what the newest one held in memory is let go. */
  #letGo(): boolean {
    if (this.host.isOpen) return false;
    this.newest = undefined;
    this.#session = undefined;
    return true;
  }
}
