import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { SessionFrames } from '../electron/ipc/session-frames.ts';
import { NUMBER_COLUMNS, type SessionDelta } from '../shared/session/snapshot.ts';
import { BoardSession } from './board-session.ts';
import { agree, type Contender, type GoalResult, interleave, timed } from './harness.ts';

const SYMBOLS = 10_000;
const FRAME_NANOSECONDS = 100e6;

/** One row as an object, as grids without columns are fed. */
type Row = Record<string, number>;

/** The newest message of a port, as the other side gets it. */
function received(port: MessagePort): unknown {
  let newest: unknown;
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
    newest = next.message;
  return newest;
}

/** The product: which rows changed by their versions, gathered as columns, and sent as a copy. */
class FrameSide implements Contender {
  readonly name = 'tapedeck';
  readonly #channel = new MessageChannel();
  readonly #frames: SessionFrames;
  arrived: SessionDelta | undefined;

  constructor(
    session: BoardSession,
    private readonly move: () => void,
  ) {
    this.#frames = new SessionFrames(session);
    this.#frames.snapshot();
  }

  round(): number {
    this.move();
    const time = timed(1, () => this.#channel.port1.postMessage(this.#frames.delta()));
    // What went through the copy of a message is a delta: it was one when it was sent.
    this.arrived = received(this.#channel.port2) as SessionDelta;
    return time;
  }

  /** A column as it arrived; NaN where it is not there. */
  column(name: (typeof NUMBER_COLUMNS)[number]): number[] {
    return [...(this.arrived?.columns[name] ?? [])];
  }

  close(): void {
    this.#channel.port1.close();
  }
}

/** An object for each row, compared field by field with the one before, and sent where anything changed. */
class RowSide implements Contender {
  readonly name = 'row objects';
  readonly #channel = new MessageChannel();
  #before: Row[] = [];
  arrived: Row[] = [];

  constructor(private readonly session: BoardSession) {}

  round(): number {
    const { board } = this.session;
    const time = timed(1, () => {
      const rows: Row[] = [];
      for (let row = 0; row < SYMBOLS; row += 1) {
        const next: Row = {
          row,
          state: board.state[row] ?? 0,
          flags: board.flags[row] ?? 0,
          source: board.source[row] ?? 0,
        };
        for (const name of NUMBER_COLUMNS) next[name] = board[name][row] ?? Number.NaN;
        const before = this.#before[row];
        const changed =
          before === undefined || Object.keys(next).some((name) => !Object.is(before[name], next[name]));
        if (changed) rows.push(next);
        this.#before[row] = next;
      }
      this.#channel.port1.postMessage(rows);
    });
    // As above: an array of rows was sent.
    this.arrived = received(this.#channel.port2) as Row[];
    return time;
  }

  close(): void {
    this.#channel.port1.close();
  }
}

/** G10: a frame of the window in which every row has changed. */
export async function benchFrame(): Promise<GoalResult> {
  const session = new BoardSession(SYMBOLS);
  let step = 0;
  const move = (): void => {
    step += 1;
    session.move(SYMBOLS, (row) => 20 + ((row * 7 + step) % 1_000) / 100);
  };
  const [frames, rows] = [new FrameSide(session, move), new RowSide(session)];
  const times = await interleave([frames, rows], 15);
  const [ours = Number.NaN, objects = Number.NaN] = [times[frames.name], times[rows.name]];
  const equal =
    frames.arrived?.rows.length === SYMBOLS &&
    rows.arrived.length === SYMBOLS &&
    NUMBER_COLUMNS.every((name) =>
      agree(
        frames.column(name),
        rows.arrived.map((row) => row[name] ?? Number.NaN),
      ),
    );
  frames.close();
  rows.close();
  const ratio = { '100 ms': ours / FRAME_NANOSECONDS, 'row objects': objects / ours };
  return {
    id: 'G10',
    title: `a frame of the window, every one of ${SYMBOLS.toLocaleString('en-US')} rows changed: diff, encode, send`,
    ratio,
    limit: { 'at_most:100 ms': 0.05, 'at_least:row objects': 10 },
    pass: ratio['100 ms'] <= 0.05 && ratio['row objects'] >= 10,
    equal,
    detail: `${(ours / 1e6).toFixed(2)} ms a frame; row objects ${(objects / 1e6).toFixed(1)} ms; sent as a structured clone through a MessageChannel`,
  };
}
