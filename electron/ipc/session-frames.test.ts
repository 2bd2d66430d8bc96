import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaSchema, snapshotSchema } from '../../shared/ipc/schemas.ts';
import { applyDelta } from '../../shared/session/apply-delta.ts';
import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { SYMBOL_FLAG, SYMBOL_STATES } from '../../shared/session/status.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { SessionFrames } from './session-frames.ts';

type Step = (session: FakeSession, row: number, value: number) => void;

const STEPS: readonly Step[] = [
  (session, row, value) => session.setLast(row, value),
  (session, row, value) => session.setState(row, SYMBOL_STATES[value % SYMBOL_STATES.length] ?? 'error'),
  (session, row, value) => session.setFlag(row, SYMBOL_FLAG.stale, value % 2 === 0),
  (session, row, value) => session.hit(row, value % 2 === 0),
  (session, _row, value) => session.reviseHit(value),
  (session, row) => session.lock(session.symbols()[row] ?? fail(), 'watch'),
  (session, row, value) => session.lock(session.symbols()[row] ?? fail(), `reason ${value % 3}`),
  (session, row) => session.unlock(session.symbols()[row] ?? fail()),
  (session, _row, value) => session.addSymbols(value % 3),
  (session, _row, value) => session.advance(value),
  (session, _row, value) => burst(session, value),
];

function fail(): never {
  throw new Error('no such row');
}

/** More hits between two frames than a frame carries, now and then. */
function burst(session: FakeSession, value: number): void {
  if (value < 97) return;
  for (let i = 0; i < 1_100; i++) session.hit(i % session.symbols().length, false);
}

const action = fc.tuple(fc.nat(STEPS.length - 1), fc.nat(7), fc.nat(100));
/** Groups of actions: after each group the window takes a frame. */
const groups = fc.array(fc.array(action, { maxLength: 12 }), { maxLength: 12 });

function act(session: FakeSession, actions: readonly [number, number, number][]): void {
  for (const [step, row, value] of actions) {
    STEPS[step]?.(session, row % session.symbols().length, value);
  }
}

const withoutSeq = ({ seq: _seq, ...rest }: SessionSnapshot) => rest;

describe('SessionFrames', () => {
  it('gives deltas that add up to the snapshot a newcomer would get', () => {
    fc.assert(
      fc.property(groups, (frames) => {
        const session = new FakeSession(8);
        const feed = new SessionFrames(session);
        let shown = feed.snapshot();
        for (const actions of frames) {
          act(session, actions);
          const delta = feed.delta();
          if (delta !== undefined) shown = applyDelta(shown, delta);
          expect(withoutSeq(shown)).toEqual(withoutSeq(new SessionFrames(session).snapshot()));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is silent while nothing changes', () => {
    const feed = new SessionFrames(new FakeSession(5));
    feed.snapshot();
    expect(feed.delta()).toBeUndefined();
  });

  it('tells of a hit that the window has and that is revised later, once', () => {
    const session = new FakeSession(5);
    const feed = new SessionFrames(session);
    session.setLast(1, 10);
    session.setLast(2, 10);
    session.hit(1, true);
    session.hit(2, true);
    let shown = feed.snapshot();
    session.reviseHit(1);
    const delta = feed.delta() ?? fail();
    shown = applyDelta(shown, delta);
    expect(delta.newHits).toEqual([]);
    expect(delta.revisedHits.map(({ index }) => index)).toEqual([0]);
    expect(shown.hits.map(({ revisedAt }) => revisedAt)).toEqual([shown.status.now, undefined]);
    expect(deltaSchema.safeParse(delta).error).toBeUndefined();
    expect(feed.delta()).toBeUndefined();
  });

  it('names only the rows that changed, each once', () => {
    const session = new FakeSession(100);
    const feed = new SessionFrames(session);
    feed.snapshot();
    session.setLast(7, 10);
    session.setLast(7, 11);
    session.setLast(3, 5);
    const delta = feed.delta();
    expect([...(delta?.rows ?? [])]).toEqual([3, 7]);
    expect([...(delta?.columns.last ?? [])]).toEqual([5, 11]);
  });

  it('counts frames without a gap', () => {
    const session = new FakeSession(3);
    const feed = new SessionFrames(session);
    const first = feed.snapshot().seq;
    for (let step = 1; step <= 5; step++) {
      session.advance(1_000);
      expect(feed.delta()?.seq).toBe(first + step);
    }
  });

  it('gives frames that keep to the contract', () => {
    const session = new FakeSession(10);
    const feed = new SessionFrames(session);
    expect(snapshotSchema.safeParse(feed.snapshot()).success).toBe(true);
    session.setLast(1, 20);
    session.hit(1, true);
    expect(deltaSchema.safeParse(feed.delta()).success).toBe(true);
  });
});
