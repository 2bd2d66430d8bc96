import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionDelta } from '../../shared/session/snapshot.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { SessionFrames } from './session-frames.ts';
import { FRAME_INTERVAL_MS, SessionPublisher } from './session-publisher.ts';

function published(symbolCount = 5) {
  const session = new FakeSession(symbolCount);
  const sent: SessionDelta[] = [];
  const publisher = new SessionPublisher(new SessionFrames(session), (delta) => sent.push(delta));
  return { session, sent, publisher };
}

describe('SessionPublisher', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends nothing before the snapshot is acknowledged', () => {
    const { session, sent, publisher } = published();
    publisher.snapshot();
    session.setLast(0, 1);
    vi.advanceTimersByTime(10 * FRAME_INTERVAL_MS);
    expect(sent).toEqual([]);
  });

  it('has one delta in flight and merges what happens meanwhile', () => {
    const { session, sent, publisher } = published();
    publisher.acknowledge(publisher.snapshot().seq);
    session.setLast(0, 1);
    vi.advanceTimersByTime(FRAME_INTERVAL_MS);
    session.setLast(1, 2);
    session.setLast(2, 3);
    vi.advanceTimersByTime(20 * FRAME_INTERVAL_MS);
    expect(sent.map((delta) => [...delta.rows])).toEqual([[0]]);
    publisher.acknowledge(sent[0]?.seq ?? -1);
    vi.advanceTimersByTime(FRAME_INTERVAL_MS);
    expect(sent.map((delta) => [...delta.rows])).toEqual([[0], [1, 2]]);
  });

  it('sends at most ten a second to a window that acknowledges at once', () => {
    const session = new FakeSession(5);
    const sent: SessionDelta[] = [];
    const publisher = new SessionPublisher(new SessionFrames(session), (delta) => {
      sent.push(delta);
      queueMicrotask(() => publisher.acknowledge(delta.seq));
    });
    publisher.acknowledge(publisher.snapshot().seq);
    const busy = setInterval(() => session.advance(1), 1);
    return vi.advanceTimersByTimeAsync(1_000).then(() => {
      clearInterval(busy);
      expect(sent.length).toBeGreaterThanOrEqual(9);
      expect(sent.length).toBeLessThanOrEqual(10);
    });
  });

  it('ignores an acknowledgement of anything but the frame in flight', () => {
    const { session, sent, publisher } = published();
    const { seq } = publisher.snapshot();
    publisher.acknowledge(seq + 1);
    publisher.acknowledge(0);
    session.setLast(0, 1);
    vi.advanceTimersByTime(5 * FRAME_INTERVAL_MS);
    expect(sent).toEqual([]);
  });

  it('starts anew for a window that asks for a snapshot again', () => {
    const { session, sent, publisher } = published();
    publisher.acknowledge(publisher.snapshot().seq);
    session.setLast(0, 1);
    vi.advanceTimersByTime(FRAME_INTERVAL_MS);
    session.setLast(1, 2);
    const again = publisher.snapshot();
    expect([...again.columns.last].slice(0, 2)).toEqual([1, 2]);
    publisher.acknowledge(again.seq);
    session.setLast(2, 3);
    vi.advanceTimersByTime(FRAME_INTERVAL_MS);
    expect(sent.at(-1)?.seq).toBe(again.seq + 1);
    expect([...(sent.at(-1)?.rows ?? [])]).toEqual([2]);
  });
});
