import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { exchangeCalendar } from '../electron/engine/calendar/exchanges.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { sessionDate } from '../shared/domain/time.ts';
import { marketBars } from './market-bars.ts';

const SESSIONS = 30;
const MINUTES = 390;
/** LEAN's integers: US dollars x 10,000. */
const SCALE = 10_000;
const MINUTE_MS = 60_000;
/** 09:30 in milliseconds since midnight. */
const OPEN_MS = 34_200_000;

/** A folder for one benchmark's files, and its end. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Thirty sessions of minute bars, 11,700, whose prices have four decimals. */
export function minuteHistory(): Float64Array {
  const calendar = exchangeCalendar('NYSE');
  const sessions = calendar.sessionsBefore(sessionDate('2024-06-03'), SESSIONS);
  const records = marketBars(SESSIONS * MINUTES, 1);
  for (let bar = 0; bar < SESSIONS * MINUTES; bar += 1) {
    const at = bar * BAR_STRIDE;
    records[at] = (sessions[Math.floor(bar / MINUTES)]?.open ?? 0) + (bar % MINUTES) * MINUTE_MS;
    for (let field = 1; field < 5; field += 1) {
      records[at + field] = Math.round((records[at + field] ?? 0) * SCALE) / SCALE;
    }
  }
  return records;
}

/** Writes minute bars as LEAN has them: an archive of one CSV for each session. Answers the folder. */
export function writeLeanZips(folder: string, records: Float64Array): string {
  const minutes = join(folder, 'lean');
  mkdirSync(minutes);
  for (let session = 0; session < SESSIONS; session += 1) {
    const lines: string[] = [];
    for (let minute = 0; minute < MINUTES; minute += 1) {
      const at = (session * MINUTES + minute) * BAR_STRIDE;
      const prices = [...records.subarray(at + 1, at + 5)].map((price) => Math.round(price * SCALE));
      lines.push([OPEN_MS + minute * MINUTE_MS, ...prices, records[at + 5]].join());
    }
    const date = new Date(records[session * MINUTES * BAR_STRIDE] ?? 0).toISOString().slice(0, 10);
    const name = date.replaceAll('-', '');
    const csv = new TextEncoder().encode(lines.join('\n'));
    writeFileSync(join(minutes, `${name}_trade.zip`), zipSync({ [`${name}_aapl_minute_trade.csv`]: csv }));
  }
  return minutes;
}

/** Reads them back with fflate, the plain way. All sessions lie in summer time. */
export function readLeanZips(folder: string): Float64Array {
  const records = new Float64Array(SESSIONS * MINUTES * BAR_STRIDE);
  let at = 0;
  for (const name of readdirSync(folder).sort()) {
    const [bytes] = Object.values(unzipSync(readFileSync(join(folder, name))));
    if (bytes === undefined) continue;
    const date = `${name.slice(0, 4)}-${name.slice(4, 6)}-${name.slice(6, 8)}`;
    const midnight = Date.parse(`${date}T04:00:00Z`);
    for (const line of strFromU8(bytes).split('\n')) {
      const [time = 0, open = 0, high = 0, low = 0, close = 0, volume = 0] = line.split(',').map(Number);
      records[at] = midnight + time;
      records[at + 1] = open / SCALE;
      records[at + 2] = high / SCALE;
      records[at + 3] = low / SCALE;
      records[at + 4] = close / SCALE;
      records[at + 5] = volume;
      at += BAR_STRIDE;
    }
  }
  return records;
}
