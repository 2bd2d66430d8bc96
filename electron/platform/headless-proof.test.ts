import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { createSource } from '../loaders/registry.ts';
import { keptConfig, sourcesInThread } from '../testing/kept-sessions.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { proveSession, verifyProof } from './headless-proof.ts';
import { type OpenedSession, openFolder } from './session-factory.ts';
import { SessionFolder } from './session-folder.ts';

const folder = join(temporaryFolder(), '1-test');
const file = join(temporaryFolder(), 'proof.json');
const common = { data: undefined, archive: undefined, scripts: undefined, trusted: [], json: true };
const connect: Parameters<typeof proveSession>[2] = async (options, exchange) => {
  const calendar = exchangeCalendar(exchange);
  return { sources: options.map((each) => createSource(each, calendar)), end: async () => undefined };
};

/** What a command writes, as JSON. */
async function outcome(act: (output: { write(text: string): void }) => Promise<number>) {
  let text = '';
  const code = await act({
    write: (part) => {
      text += part;
    },
  });
  return { code, said: JSON.parse(text) as Readonly<Record<string, unknown>> };
}

const prove = (until?: Parameters<typeof proveSession>[0]['until']) =>
  outcome((output) =>
    proveSession({ command: 'prove', of: { session: folder }, until, out: file, ...common }, output, connect),
  );
const verify = (proof: string) =>
  outcome((output) => verifyProof({ command: 'verify', proof, ...common }, output, connect));

/** Waits until the run stands still. */
async function settled({ live }: OpenedSession): Promise<void> {
  for (;;) {
    const { runState, pendingLoads } = live.view.status();
    if (runState === 'paused' && pendingLoads === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function step(opened: OpenedSession, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    opened.live.commands.step();
    await settled(opened);
  }
}

let windowsHash = '';

/** A session of the window in which things are done, paused in its middle and closed. */
beforeAll(async () => {
  const created = await SessionFolder.create(folder, { config: keptConfig(), dataFolder: undefined });
  const opened = await openFolder(created, sourcesInThread);
  const { commands, view } = opened.live;
  commands.pause();
  await settled(opened);
  await step(opened, 8);
  const [one, two] = view.symbols();
  if (one === undefined || two === undefined) throw new Error('The session has no symbols');
  await commands.promote(one);
  await commands.lock(one, 'it moves');
  await step(opened, 12);
  await commands.remove(one);
  await commands.remove(two);
  await commands.submitOrder(one, 'buy', 10);
  await step(opened, 5);
  windowsHash = opened.live.summary().eventLogHash;
  await opened.session.stop();
}, 60_000);

it('proves what the window played, up to where it stands, to the byte', async () => {
  const { code, said } = await prove();
  expect(code).toBe(0);
  expect(said).toMatchObject({ commands: 5, event_log_hash: windowsHash });
  expect(await verify(file)).toMatchObject({
    code: 0,
    said: { equal: true, event_log_hash: windowsHash, difference: null, differing_data: [] },
  });
});

it('leaves the session as it was', async () => {
  const journal = () => readFileSync(join(folder, 'journal.jsonl'), 'utf8');
  const before = journal();
  await prove();
  expect(journal()).toBe(before);
  expect(await new SessionFolder(folder).leftAs()).toBe('closed');
});

it('finds out a proof in which something was changed', async () => {
  await prove();
  const changed = join(temporaryFolder(), 'changed.json');
  writeFileSync(changed, readFileSync(file, 'utf8').replace('it moves', 'it rests'));
  const { code, said } = await verify(changed);
  expect(code).toBe(3);
  expect(said).toMatchObject({ equal: false, difference: { proof: expect.stringContaining('it moves') } });
  writeFileSync(changed, readFileSync(file, 'utf8').replace(/"sha256": "\w{4}/, '"sha256": "0000'));
  await expect(verify(changed)).rejects.toThrow(/a whole proof/);
});

it('does not prove a session whose journal was changed', async () => {
  const copy = join(temporaryFolder(), '2-test');
  await SessionFolder.create(copy, { config: keptConfig(), dataFolder: undefined });
  const text = readFileSync(join(folder, 'journal.jsonl'), 'utf8').replace('it moves', 'it rests');
  writeFileSync(join(copy, 'journal.jsonl'), text);
  const given = { command: 'prove', of: { session: copy }, until: undefined, out: file, ...common } as const;
  await expect(proveSession(given, { write: () => undefined }, connect)).rejects.toThrow(
    /journal.jsonl: line \d/,
  );
});
