import { expect, it } from 'vitest';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { ManualClock } from '../clock.ts';
import { WriteBehind } from './write-behind.ts';

function newWriter(options: { newestOnly?: boolean; start?: number } = {}) {
  const written: number[][] = [];
  const disk = { full: false };
  const clock = new ManualClock(epochMs(1_000));
  const write = async (items: readonly number[]): Promise<Result<void>> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (disk.full) return failure('disk_full', 'full');
    written.push([...items]);
    return success(undefined);
  };
  return { writer: new WriteBehind<number>({ write, clock, ...options }), written, disk, clock };
}

it('what is pushed in one go is written in one go, in order', async () => {
  const { writer, written } = newWriter();
  expect([writer.push(7), writer.push(8), writer.push(9)]).toEqual([1, 2, 3]);
  expect((await writer.whenDurable(3)).ok).toBe(true);
  writer.push(10);
  await writer.flush();
  expect(written).toEqual([[7, 8, 9], [10]]);
});

it('where only the newest counts, the others are not written', async () => {
  const { writer, written } = newWriter({ newestOnly: true });
  const first = writer.push(1);
  writer.push(2);
  expect((await writer.whenDurable(first)).ok).toBe(true);
  expect(written).toEqual([[2]]);
});

it('numbers go on from where the disk stands', async () => {
  const { writer } = newWriter({ start: 40 });
  expect((await writer.whenDurable(40)).ok).toBe(true);
  expect(writer.push(1)).toBe(41);
  expect(() => writer.whenDurable(42)).toThrow(RangeError);
});

it('a refused write is not acknowledged, shows since when, and goes out later in order', async () => {
  const { writer, written, disk, clock } = newWriter();
  disk.full = true;
  expect(await writer.whenDurable(writer.push(1))).toMatchObject({ ok: false, error: { code: 'disk_full' } });
  clock.advanceTo(epochMs(2_000));
  const second = writer.push(2);
  expect((await writer.whenDurable(second)).ok).toBe(false);
  expect(writer.notSaved).toMatchObject({ since: 1_000, cause: { code: 'disk_full' } });
  disk.full = false;
  expect((await writer.whenDurable(second)).ok).toBe(true);
  expect(writer.notSaved).toBeUndefined();
  expect(written).toEqual([[1, 2]]);
});

it('everyone who waits is answered when the disk refuses, those who came meanwhile too', async () => {
  const { writer, disk } = newWriter();
  disk.full = true;
  const early = writer.whenDurable(writer.push(1));
  await Promise.resolve();
  await Promise.resolve();
  const late = writer.whenDurable(writer.push(2));
  expect((await early).ok).toBe(false);
  expect((await late).ok).toBe(false);
});

it('a write that throws is a refusal', async () => {
  const clock = new ManualClock(epochMs(0));
  const writer = new WriteBehind<number>({ write: () => Promise.reject(new Error('broken')), clock });
  expect(await writer.whenDurable(writer.push(1))).toMatchObject({ ok: false, error: { message: 'broken' } });
});
