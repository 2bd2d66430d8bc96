import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { DraftTried } from '../../../shared/session/scanner-draft.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import type { RunningSession } from '../../engine/coordinator/session-view.ts';
import { createSource } from '../../loaders/registry.ts';
import { heldSession, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { DraftDesk } from './draft-desk.ts';
import { serveDrafts } from './draft-host.ts';
import type { DraftTask } from './draft-protocol.ts';

const calendar = exchangeCalendar('NYSE');
const NOON = epochMs(Date.parse('2024-03-06T17:00:00Z'));

const openPorts: MessagePort[] = [];
afterAll(() => {
  for (const port of openPorts) port.close();
});

/** A desk for whatever session is open, whose threads are in this one. */
function deskFor(open: () => Result<RunningSession>) {
  const tasks: DraftTask[] = [];
  const desk = new DraftDesk({
    running: () => Promise.resolve(open()),
    dataFolder: () => undefined,
    archive: '/nowhere',
    columnCache: null,
    start: (task) => {
      tasks.push(task);
      const { port1, port2 } = new MessageChannel();
      openPorts.push(port1);
      serveDrafts(
        port2,
        task.sources.map((options) => createSource(options, calendar)),
        calendar,
      );
      return Object.assign(port1, { terminate: () => port1.close() });
    },
    onProgress: () => undefined,
  });
  return { desk, tasks };
}

function rule(when: string): ScannerConfig {
  return scannerSchema.parse({
    name: 'rule',
    kind: 'rule',
    schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
    config: { when },
  });
}

const draft = rule('last(1d) > sma(20, 1d) * 1.02');
const saved = rule('last(1d) > sma(20, 1d) * 1.05');

/** A session that has the saved scanner, and so follows the market minute by minute. */
function watching(date = '2024-03-06') {
  return simulatedConfig({ dates: [date, date], data: { scanners: [saved] } });
}

async function triedBy(desk: DraftDesk, id: number): Promise<DraftTried> {
  const trial = await desk.try({ id, draft, saved });
  if (!trial.ok) throw new Error(trial.error.message);
  if (trial.value.kind === 'refused') throw new Error(trial.value.message);
  return trial.value;
}

describe('the desk of trials', () => {
  it('tries on the open session as it stands: its instant, and the symbols that are not removed', async () => {
    const { session, runTo } = await heldSession(watching(), [simulatedSource()]);
    await runTo(NOON);
    const { desk } = deskFor(() => success(session));
    const all = await triedBy(desk, 1);
    expect(all).toMatchObject({ id: 1, at: NOON, sessionDate: '2024-03-06', symbols: 12 });
    await session.commands.remove(symbolId('ABBV'));
    const less = await triedBy(desk, 2);
    expect(less.symbols).toBe(11);
    expect(less.draft.hits).toEqual(all.draft.hits.filter(({ symbol }) => symbol !== 'ABBV'));
    expect(all.draft.hits.length).toBeGreaterThan(less.draft.hits.length);
    await desk.close();
    await session.stop();
  });

  it('gives the values of the newest trial, and of no other', async () => {
    const { session, runTo } = await heldSession(watching(), [simulatedSource()]);
    await runTo(NOON);
    const { desk } = deskFor(() => success(session));
    const { draft: before } = await triedBy(desk, 1);
    const values = await desk.values(1, 'draft', 0);
    expect(values).toHaveLength(12);
    expect(before.conditions[0]).toMatchObject({ least: values[0], most: values.at(-1) });
    await triedBy(desk, 2);
    expect(await desk.values(1, 'draft', 0)).toHaveLength(0);
    expect(await desk.values(2, 'saved', 0)).toEqual(values);
    expect(await desk.values(2, 'draft', 7)).toHaveLength(0);
    await desk.close();
    expect(await desk.values(2, 'draft', 0)).toHaveLength(0);
    await session.stop();
  });

  it('leaves the session as it is: its event log is the same with trials and without', async () => {
    const hash = async (trials: boolean): Promise<string> => {
      const { session, runTo, finish } = await heldSession(watching(), [simulatedSource()]);
      await runTo(NOON);
      const { desk } = deskFor(() => success(session));
      if (trials) {
        await triedBy(desk, 1);
        await desk.test({ id: 2, draft, saved }, 2);
      }
      await desk.close();
      await finish();
      return session.summary().eventLogHash;
    };
    expect(await hash(true)).toBe(await hash(false));
  });

  it('has a thread of its own for each session, and none where none is open', async () => {
    const first = await heldSession(watching(), [simulatedSource()]);
    const second = await heldSession(watching('2024-03-07'), [simulatedSource()]);
    await first.runTo(NOON);
    await second.runTo(NOON + 86_400_000);
    let open: Result<RunningSession> = success(first.session);
    const { desk, tasks } = deskFor(() => open);
    await triedBy(desk, 1);
    await triedBy(desk, 2);
    expect(tasks).toHaveLength(1);
    open = success(second.session);
    expect(await triedBy(desk, 3)).toMatchObject({ sessionDate: '2024-03-07' });
    expect(tasks).toHaveLength(2);
    open = failure('no_session', 'No session is open: open one first.');
    expect(await desk.try({ id: 4, draft, saved })).toMatchObject({ error: { code: 'no_session' } });
    await desk.close();
    await first.session.stop();
    await second.session.stop();
  });
});
