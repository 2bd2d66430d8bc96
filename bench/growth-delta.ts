import { SessionFrames } from '../electron/ipc/session-frames.ts';
import { BYTE_COLUMNS, NUMBER_COLUMNS } from '../shared/session/snapshot.ts';
import { BoardSession } from './board-session.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';

const SYMBOLS = 10_000;
const REPEATS = 20;
/** Rows that change in a frame. */
const SHARES = [500, 1_000, 5_000, 10_000] as const;

class ShareSide implements Contender {
  readonly #session = new BoardSession(SYMBOLS);
  readonly #frames = new SessionFrames(this.#session);
  #step = 0;
  sent = 0;

  constructor(readonly rows: number) {
    this.#frames.snapshot();
  }

  get name(): string {
    return `${this.rows} rows`;
  }

  round(): number {
    let time = 0;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      this.#step += 1;
      this.#session.move(this.rows, (row) => 20 + ((row + this.#step) % 500) / 100);
      time += timed(REPEATS, () => {
        this.sent = this.#frames.delta()?.rows.length ?? 0;
      });
    }
    return time;
  }
}

/** The cap: every column copied whole, whatever of it has changed. */
class WholeSide implements Contender {
  readonly name = 'whole columns';
  readonly #board = new BoardSession(SYMBOLS).board;

  round(): number {
    return timed(REPEATS, () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        for (const name of NUMBER_COLUMNS) this.#board[name].slice(0, SYMBOLS);
        for (const name of BYTE_COLUMNS) this.#board[name].slice(0, SYMBOLS);
      }
    });
  }
}

/** Growth: a delta costs what has changed, and never much more than all columns whole. */
export async function benchDeltaGrowth(): Promise<GoalResult> {
  const sides = SHARES.map((rows) => new ShareSide(rows));
  const whole = new WholeSide();
  const times = await interleave([...sides, whole], 9);
  const time = (rows: number): number => times[`${rows} rows`] ?? Number.NaN;
  const ratio = {
    'ten times the rows': time(5_000) / time(500) / 10,
    'whole columns': time(10_000) / (times[whole.name] ?? Number.NaN),
  };
  return {
    id: 'delta-growth',
    title: 'cost of a delta by how much has changed, without sending it',
    ratio,
    // What a delta costs beside whole columns is told; no goal says how much it may be.
    limit: { 'at_most:ten times the rows': 1.6 },
    pass: ratio['ten times the rows'] <= 1.6,
    equal: sides.every(({ rows, sent }) => rows === sent),
    detail: [
      ...SHARES.map((rows) => `${rows} rows ${(time(rows) / 1_000).toFixed(0)} µs`),
      `whole columns ${((times[whole.name] ?? Number.NaN) / 1_000).toFixed(0)} µs`,
    ].join('; '),
  };
}
