import { describe, expect, it } from 'vitest';
import type { Hit } from '../../shared/domain/hit.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { alertOf, NoticeMerger, OncePer } from './alert-rules.ts';

const NOW = 1_000_000_000;
const LOUD = { sound: true, notify: true, flash: true };
const OFF = { sound: false, notify: false, flash: false };
const PLAYING = { now: NOW, speed: 1 };

function hit(part: Partial<Hit> = {}): Hit {
  const time = epochMs(NOW);
  return { time, symbol: symbolId('AAPL'), scanner: 'up', first: true, version: 1, metadata: {}, ...part };
}

describe('a hit', () => {
  it('alerts as its scanner asks', () => {
    expect(alertOf(hit(), LOUD, PLAYING)).toEqual(LOUD);
    const flash = { ...OFF, flash: true };
    expect(alertOf(hit(), flash, PLAYING)).toEqual(flash);
  });

  it.each([
    ['that repeats within the cool-down', hit({ quiet: true }), LOUD, PLAYING],
    ['whose bar was revised', hit({ revisedAt: epochMs(NOW) }), LOUD, PLAYING],
    ['of the past', hit({ time: epochMs(NOW - 60_001) }), LOUD, PLAYING],
    ['of a scanner that asks for nothing', hit(), OFF, PLAYING],
    ['of a scanner that is gone', hit(), undefined, PLAYING],
  ])('%s alerts nobody', (_which, seen, wish, moment) => {
    expect(alertOf(seen, wish, moment)).toBeNull();
  });

  it('of a fast session may be older by what passes while it is on its way', () => {
    const old = hit({ time: epochMs(NOW - 600_000) });
    expect(alertOf(old, LOUD, { now: NOW, speed: 300 })).toEqual(LOUD);
    expect(alertOf(old, LOUD, { now: NOW, speed: 60 })).toBeNull();
  });

  it('at full speed is listed, without sound, notification or flash', () => {
    expect(alertOf(hit(), LOUD, { now: NOW, speed: null })).toEqual(OFF);
  });
});

it('a sound comes once in two seconds at most', () => {
  let now = 0;
  const sounds = new OncePer(2_000, () => now);
  const heard = [0, 500, 1_999, 2_000, 3_999, 4_001].map((time) => {
    now = time;
    return sounds.take();
  });
  expect(heard).toEqual([true, false, false, true, false, true]);
});

it('notifications of one scanner are told together once a minute', () => {
  let now = 0;
  const merger = new NoticeMerger(() => now);
  expect(merger.take('up', [hit({ reason: 'gap 4 % > 3 %' })])).toMatchObject({
    title: 'AAPL: up',
    body: 'gap 4 % > 3 %',
  });
  now = 30_000;
  expect(merger.take('up', [hit({ symbol: symbolId('IBM') })])).toBeNull();
  expect(merger.take('down', [hit()])).toMatchObject({ title: 'AAPL: down' });
  now = 60_000;
  expect(merger.take('up', [hit({ symbol: symbolId('F') })])).toMatchObject({
    title: 'up: 2 symbols',
    body: 'IBM, F',
  });
});
