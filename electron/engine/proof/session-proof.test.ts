import { expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import type { JournalEntry } from '../journal/journal-line.ts';
import type { UserCommand } from '../journal/user-command.ts';
import { compareRuns } from './compare-runs.ts';
import { playAgain, type SessionScript } from './play-again.ts';
import { readProof, type SessionProof, serializeProof } from './session-proof.ts';

const AAPL = symbolId('AAPL');
const CONFIG = simulatedConfig({
  data: {
    indicators: [{ name: 'ema', interval: '5m', period: 9 }],
    scanners: [
      {
        name: 'moved',
        kind: 'gap',
        schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
        config: { direction: 'above', percent: 0.5 },
      },
    ],
  },
});
const { open } = sessionOn('2024-03-06');
const at = (minute: number, command: UserCommand): JournalEntry => ({
  at: { session: 1, time: epochMs(open + minute * 60_000), step: 1 },
  command,
});
const SCRIPT: SessionScript = {
  config: CONFIG,
  commands: [
    at(10, { name: 'promote', symbol: AAPL }),
    at(15, { name: 'lock', symbol: AAPL, reason: 'it moves' }),
    at(20, { name: 'remove', symbol: AAPL }),
    at(30, { name: 'submitOrder', symbol: AAPL, side: 'buy', quantity: 100 }),
    at(60, { name: 'unlock', symbol: AAPL }),
  ],
  until: epochMs(open + 60 * 60_000),
};

const play = (script: SessionScript) => playAgain(script, [simulatedSource()], new WallPacer());

async function proof(script: SessionScript = SCRIPT): Promise<string> {
  return serializeProof(script, await play(script));
}

function opened(text: string): SessionProof {
  const read = readProof(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const verify = async (text: string) => {
  const read = opened(text);
  return compareRuns(read, await play(read));
};

it('is come to again from its file alone: every command at its time, every event byte for byte', async () => {
  const text = await proof();
  const verdict = await verify(text);
  expect(verdict).toMatchObject({ equal: true, difference: undefined, differingData: [] });
  const kinds = opened(text).events.map((line) => (JSON.parse(line) as { kind: string }).kind);
  for (const kind of ['promoted', 'locked', 'refused', 'unlocked', 'bars', 'scan'])
    expect(kinds).toContain(kind);
  expect(verdict.events).toBe(kinds.length);
  expect(await proof()).toBe(text);
});

it('holds what is done at the last instant that it plays', async () => {
  const { events } = opened(await proof());
  expect(events.some((line) => line.includes('"kind":"unlocked"'))).toBe(true);
  expect(events.some((line) => line.includes('session_close'))).toBe(false);
});

it('names no folder of the machine and no lock', async () => {
  const text = await proof({ ...SCRIPT, config: { ...CONFIG, data_folder: '/home/trader/data' } });
  expect(text).not.toContain('/home/trader');
  expect(JSON.parse(text)).not.toHaveProperty('locks');
});

it('names the first event that differs where another thing was done', async () => {
  const text = await proof();
  const changed = text.replace('"it moves"', '"it rests"');
  const { difference, equal } = await verify(changed);
  expect(equal).toBe(false);
  expect(difference?.proof).toContain('it moves');
  expect(difference?.here).toContain('it rests');
  const { events } = opened(text);
  expect(events[(difference?.line ?? 0) - 1]).toBe(difference?.proof);
});

it('names the data that differs, and the first event that does', async () => {
  const text = await proof();
  const read = opened(text);
  const other = createOther();
  const verdict = compareRuns(read, await playAgain(read, [other], new WallPacer()));
  expect(verdict.equal).toBe(false);
  expect(verdict.differingData).toContain('simulated: AAPL 1m');
  expect(verdict.differingData).not.toContain('simulated: ABBV 1m');
  expect(verdict.difference?.line).toBeGreaterThan(1);
});

it('names data whose hash was forged, though every event is the same', async () => {
  const forged = JSON.parse(await proof()) as { data: { series: Record<string, string> }[] };
  const [source] = forged.data;
  if (source === undefined) throw new Error('The proof names no data');
  source.series['AAPL 1m'] = '0'.repeat(64);
  expect(await verify(JSON.stringify(forged))).toMatchObject({
    difference: undefined,
    differingData: ['simulated: AAPL 1m'],
  });
});

/** The same market, in which one price of one symbol is a cent higher. */
function createOther() {
  const source = simulatedSource();
  const readBars = source.readBars.bind(source);
  source.readBars = async (requests) => {
    const answers = await readBars(requests);
    for (const { symbol, interval, records } of answers) {
      const high = records[2];
      if (symbol === AAPL && interval === '1m' && high !== undefined) records[2] = high + 0.01;
    }
    return answers;
  };
  return source;
}

it('tells a log that ends early from one that is equal', async () => {
  const text = await proof();
  const read = opened(text);
  const longer = compareRuns(read, await play({ ...read, until: epochMs(open + 90 * 60_000) }));
  expect(longer.difference).toMatchObject({ line: read.events.length + 1, proof: undefined });
});

it.each([
  ['that is no JSON', (text: string) => text.slice(0, -20)],
  ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
  ['with a key that nobody knows', (text: string) => text.replace('"version": 1', '"version": 1, "note": 1')],
  [
    'whose log is not the one of its hash',
    (text: string) => text.replace(/"sha256": "\w{4}/, '"sha256": "0000'),
  ],
  ['whose log was cut short', (text: string) => text.replace(/("gzip": ".{400})[^"]*/, '$1')],
  ['whose config breaks the schema', (text: string) => text.replace('"NYSE"', '"LSE"')],
  ['with a command that there is not', (text: string) => text.replace('"promote"', '"promise"')],
])('is refused with words where it is a file %s', async (_what, damage) => {
  const text = await proof();
  const damaged = damage(text);
  expect(damaged).not.toBe(text);
  const read = readProof(damaged);
  expect(read).toMatchObject({ ok: false, error: { code: 'damaged_proof' } });
  if (!read.ok) expect(read.error.message).toMatch(/^The proof cannot be used: \S/);
});
