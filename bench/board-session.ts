import { SymbolBoard } from '../electron/engine/coordinator/symbol-board.ts';
import { FakeSession } from '../electron/testing/fake-session.ts';
import type { SessionStatus } from '../shared/session/status.ts';

const MINUTE = 60_000;

/** A session whose rows are the product's own board; nothing else of it changes. */
export class BoardSession extends FakeSession {
  readonly board = new SymbolBoard();
  readonly #status: SessionStatus;
  readonly #open: number;
  #minutes = 0;

  constructor(symbols: number) {
    super(symbols);
    this.board.ensureSize(symbols);
    this.#status = super.status();
    this.#open = this.#status.open;
    this.board.beginSession({ open: this.#open, close: this.#status.close });
  }

  /** Counting rows is the fake's own pastime, not the product's. */
  override status(): SessionStatus {
    return this.#status;
  }

  override columns(): SymbolBoard {
    return this.board;
  }

  /** A bar of so many symbols, as far apart as they can be. */
  move(rows: number, closeOf: (row: number) => number): void {
    this.#minutes += 1;
    const end = this.#open + (this.#minutes % 390) * MINUTE;
    const apart = Math.floor(this.board.count / rows);
    for (let row = 0; row < rows * apart; row += apart) this.board.takeStreamBar(row, closeOf(row), 100, end);
  }
}
