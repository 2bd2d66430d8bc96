import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionDelta } from '../../../shared/session/snapshot.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { SessionHost } from '../session-host.ts';
import { FRAME_INTERVAL_MS } from '../session-publisher.ts';
import { sessionHandlers } from './session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends what changes of the open session, and looks at it no more once it is closed', async () => {
  const host = new SessionHost(() => undefined);
  const session = new FakeSession(3);
  const sent: SessionDelta[] = [];
  const handlers = sessionHandlers(host, (delta) => sent.push(delta));
  await host.open(async () => session);
  const snapshot = await handlers['session.snapshot'](undefined);
  if (!snapshot.ok) throw new Error(snapshot.error.message);
  await handlers['session.acknowledge']({ seq: snapshot.value.seq });
  session.setLast(0, 10);
  vi.advanceTimersByTime(FRAME_INTERVAL_MS);
  expect(sent.map(({ rows }) => [...rows])).toEqual([[0]]);
  await handlers['session.acknowledge']({ seq: sent[0]?.seq ?? -1 });
  await host.close();
  session.setLast(0, 11);
  vi.advanceTimersByTime(10 * FRAME_INTERVAL_MS);
  expect(sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('gives no snapshot of a session that is still being built, and one as soon as it is told to be open', async () => {
  let snapshots: Promise<unknown> | undefined;
  const host = new SessionHost(() => {
    snapshots = Promise.resolve(handlers['session.snapshot'](undefined));
  });
  const handlers = sessionHandlers(host, () => undefined);
  const opening = host.open(async () => new FakeSession(3));
  expect(await handlers['session.snapshot'](undefined)).toMatchObject({ error: { code: 'no_session' } });
  await opening;
  expect(await snapshots).toMatchObject({ ok: true });
});

it('gives the hits of the run page by page, from the first on', async () => {
  const host = new SessionHost(() => undefined);
  const session = new FakeSession(3);
  const handlers = sessionHandlers(host, () => undefined);
  await host.open(async () => session);
  for (let count = 0; count < 5; count += 1) session.hit(count % 3, count < 3);
  const page = async (from: number, limit: number) => {
    const reply = await handlers['session.hits']({ from, limit });
    if (!reply.ok) throw new Error(reply.error.message);
    return [reply.value.from, reply.value.hits];
  };
  const all = session.hits(0, 5);
  expect(all).toHaveLength(5);
  expect(await page(0, 2)).toEqual([0, all.slice(0, 2)]);
  expect(await page(2, 2)).toEqual([2, all.slice(2, 4)]);
  expect(await page(4, 2)).toEqual([4, all.slice(4)]);
  expect(await page(5, 2)).toEqual([5, []]);
});

it('says where the hits begin that are still kept', async () => {
  const host = new SessionHost(() => undefined);
  const session = new FakeSession(3);
  const handlers = sessionHandlers(host, () => undefined);
  await host.open(async () => session);
  for (let count = 0; count < 5; count += 1) session.hit(count % 3, count < 3);
  const all = session.hits(0, 5);
  vi.spyOn(session, 'hits').mockImplementation((from) => all.slice(Math.max(from, 3)));
  expect(await handlers['session.hits']({ from: 1, limit: 1 })).toMatchObject({
    value: { from: 3, hits: [all[3]] },
  });
});
