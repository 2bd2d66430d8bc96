import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type OpenedSession, openFolder } from './session-factory.ts';
import { SessionFolder } from './session-folder.ts';

/** Waits until the run stands still. */
async function still({ live }: OpenedSession): Promise<void> {
  for (;;) {
    const { runState, pendingLoads } = live.view.status();
    if ((runState === 'paused' || runState === 'ended') && pendingLoads === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function toTheClose(opened: OpenedSession): Promise<void> {
  const { close } = opened.live.view.status();
  while (opened.live.view.status().now < close) {
    opened.live.commands.playToNextHit();
    await still(opened);
  }
}

it('what was done between two dates is done there again, after the first one has closed', async () => {
  const path = join(temporaryFolder(), '1-test');
  const folder = await SessionFolder.create(path, { config: keptConfig(), dataFolder: undefined });
  const opened = await openFolder(folder, sourcesInThread);
  opened.live.commands.pause();
  await still(opened);
  await toTheClose(opened);
  const [symbol] = opened.live.view.symbols();
  if (symbol === undefined) throw new Error('The session has no symbols');
  await opened.live.commands.lock(symbol, 'over night');
  const before = { status: opened.live.view.status(), events: opened.live.summary().eventLogHash };
  expect(before.status.sessionDate).toBe('2026-11-19');
  await opened.session.stop();
  const again = await openFolder(new SessionFolder(path), sourcesInThread);
  await still(again);
  expect({ status: again.live.view.status(), events: again.live.summary().eventLogHash }).toEqual(before);
  await again.session.stop();
}, 60_000);
