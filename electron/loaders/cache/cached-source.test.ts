import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import type { BarRequest, DataSource } from '../contract.ts';
import { createSource } from '../registry.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { CachedSource } from './cached-source.ts';
import { fingerprintOf } from './fingerprint.ts';
import { PackShelf } from './pack-shelf.ts';

const calendar = exchangeCalendar('NYSE');
const HEADER = 'date,open,high,low,close,volume\n';
const DAYS = calendar.sessionsBetween(sessionDate('2014-05-01'), sessionDate('2014-06-30'));

function rows(shift: number): string {
  return DAYS.map(
    ({ date }, day) => `${date},${10 + day + shift},${12 + day + shift},${9 + day},${11 + day},${day}`,
  ).join('\n');
}

/** Two files, in each of which one row is on a holiday. */
function csvFolder(): string {
  const folder = temporaryFolder();
  for (const [shift, name] of ['AAA', 'BRK-B'].entries()) {
    writeFileSync(join(folder, `${name}_data.csv`), `${HEADER}${rows(shift / 2)}\n2014-07-04,1,1,1,1,1\n`);
  }
  return folder;
}

interface Watched {
  readonly source: DataSource;
  /** Requests that reached the files' own source. */
  readonly parsed: BarRequest[];
}

function watched(path: string, shelf: string): Watched {
  const options = {
    kind: 'daily_csv',
    name: 'daily',
    path,
    adjustedAsOf: sessionDate('2018-02-07'),
  } as const;
  const another = () => createSource(options, calendar);
  const own = another();
  const parsed: BarRequest[] = [];
  const read = own.readBars.bind(own);
  own.readBars = (requests, signal) => {
    parsed.push(...requests);
    return read(requests, signal);
  };
  const parts = {
    another,
    shelf: new PackShelf(shelf),
    fingerprint: () => fingerprintOf(options),
    anyDate: true,
  };
  return { source: new CachedSource({ source: own, ...parts }), parsed };
}

function request(symbol: string, change: Partial<BarRequest> = {}): BarRequest {
  return {
    symbol: symbolId(symbol),
    interval: '1d',
    from: epochMs(Date.parse('2014-05-06T20:00:00Z')),
    to: epochMs(Date.parse('2014-06-20T20:00:00Z')),
    hours: 'regular',
    asOf: sessionDate('2014-06-23'),
    ...change,
  };
}

/** Waits until something is on the shelf, and nothing more came for a while. */
async function filled(shelf: string): Promise<string[]> {
  let before: string[] = [];
  for (;;) {
    await pauseFor(before.length === 0 ? 50 : 500);
    const now = readdirSync(shelf).filter((name) => name.endsWith('.bars'));
    if (now.length > 0 && now.length === before.length) return now;
    before = now;
  }
}

let folder = '';
let shelf = '';
beforeEach(() => {
  folder = csvFolder();
  shelf = temporaryFolder();
});

describe('a source with a column cache', () => {
  it('answers the second time without parsing, and the same: bars, basis, cause, refused rows and their order', async () => {
    const requests = [request('BRK.B'), request('NONE'), request('AAA')];
    const plain = createSource(
      { kind: 'daily_csv', name: 'daily', path: folder, adjustedAsOf: sessionDate('2018-02-07') },
      calendar,
    );
    const expected = [await plain.readBars(requests), await plain.takeRejectedRows()];

    const first = watched(folder, shelf);
    expect([await first.source.readBars(requests), await first.source.takeRejectedRows()]).toEqual(expected);
    await filled(shelf);
    const second = watched(folder, shelf);
    // On another date: these prices are as of one day, whatever is asked.
    const later = requests.map((each) => ({ ...each, asOf: sessionDate('2015-01-02') }));
    expect([await second.source.readBars(later), await second.source.takeRejectedRows()]).toEqual(expected);

    expect(expected[1]).toHaveLength(2);
    expect([first.parsed.length, second.parsed.length]).toEqual([3, 0]);
  });

  it('tells a refused row once, where kept answers and parsed ones meet in one file', async () => {
    const first = watched(folder, shelf);
    await first.source.readBars([request('AAA')]);
    await filled(shelf);

    const second = watched(folder, shelf);
    const wider = request('AAA', { from: epochMs(Date.parse('2014-05-01T00:00:00Z')) });
    await second.source.readBars([request('AAA'), wider, request('BRK.B')]);

    expect(second.parsed).toHaveLength(2);
    expect((await second.source.takeRejectedRows()).map(({ file }) => file)).toEqual([
      'AAA_data.csv',
      'BRK-B_data.csv',
    ]);
  });

  it('forgets what it kept as soon as a file is another', async () => {
    const [before] = await watched(folder, shelf).source.readBars([request('AAA')]);
    await filled(shelf);
    const path = join(folder, 'AAA_data.csv');
    const { atime, mtime } = statSync(path);
    // Of the same length, with the same time.
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('2014-06-02,31,33', '2014-06-02,32,33'));
    utimesSync(path, atime, mtime);

    const changed = watched(folder, shelf);
    const [after] = await changed.source.readBars([request('AAA')]);
    const differences = [...(after?.records ?? [])].filter((value, at) => value !== before?.records[at]);
    expect([changed.parsed.length, differences]).toEqual([1, [32]]);
  });

  it('parses again what is damaged', async () => {
    const first = watched(folder, shelf);
    const [expected] = await first.source.readBars([request('AAA')]);
    const [name = ''] = await filled(shelf);
    const bytes = readFileSync(join(shelf, name));
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 64;
    writeFileSync(join(shelf, name), bytes);

    const second = watched(folder, shelf);
    expect(await second.source.readBars([request('AAA')])).toEqual([expected]);
    expect(second.parsed).toHaveLength(1);
  });

  it('keeps within its bound, the least recently used going first', async () => {
    const entry = {
      symbol: symbolId('AAA'),
      records: new Float64Array(6_000),
      basis: { kind: 'raw' },
      rejected: [],
    } as const;
    const packs = new PackShelf(shelf, 100_000);
    for (const [age, key] of ['oldest', 'old', 'new'].entries()) {
      await packs.add(key, [entry]);
      const [name = ''] = readdirSync(shelf).filter((each) => statSync(join(shelf, each)).mtimeMs > 1e12);
      utimesSync(join(shelf, name), age + 1, age + 1);
    }
    await packs.tidy(Date.now());

    const kept = (key: string): boolean => new PackShelf(shelf).read(key, [entry.symbol])[0] !== undefined;
    expect(['oldest', 'old', 'new'].map(kept)).toEqual([false, true, true]);
  });
});

describe('a session with a column cache', () => {
  const example = resolve('assets/examples/replay-2013-10.json');

  it.skipIf(!hasTestData)('has the same log as without, cold and warm, byte for byte', async () => {
    const config = readConfig(example);
    const options = { dataFolder: testData('.'), until: epochMs(Date.parse('2013-10-07T14:30:00Z')) };
    const without = await playConfig(config, options);
    const cache = { folder: shelf, program: 'test' };
    const cold = await playConfig(config, { ...options, cache });
    const names = await filled(shelf);
    for (const name of names) utimesSync(join(shelf, name), 1, 1);
    const warm = await playConfig(config, { ...options, cache });

    expect(without.rejected.length).toBeGreaterThan(0);
    expect([cold.events, cold.rejected]).toEqual([without.events, without.rejected]);
    expect([warm.events, warm.rejected]).toEqual([without.events, without.rejected]);
    // It was used.
    expect(names.filter((name) => statSync(join(shelf, name)).mtimeMs > 1e12)).not.toEqual([]);
  });
});

const contractFolder = csvFolder();
const contractShelf = temporaryFolder();
for (const state of ['cold', 'warm']) {
  testDataSource(
    `a source with a column cache that is ${state}`,
    async () => {
      if (state === 'warm') await filled(contractShelf);
      return watched(contractFolder, contractShelf).source;
    },
    () => ({
      calendar,
      request: request('AAA'),
      minimumBars: 30,
      otherSymbol: symbolId('BRK.B'),
      unknownSymbol: symbolId('ZZZZ'),
      unknownInterval: '1m',
      rejectsRows: true,
    }),
  );
}
