import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, success } from '../../shared/domain/result.ts';
import { PRELOAD_REQUEST_NAMES, REQUEST_NAMES } from '../../shared/ipc/channels.ts';
import { REQUESTS } from '../../shared/ipc/contract.ts';
import {
  ARGUMENT_BYTES,
  type CallerFrame,
  type GuardOptions,
  guarded,
  REQUEST_BURST,
  REQUESTS_PER_SECOND,
} from './guard.ts';

const ORIGIN = 'app://tapedeck';
const main: CallerFrame = { origin: ORIGIN, parent: null };

function options(changes: Partial<GuardOptions> = {}): GuardOptions {
  return { origin: ORIGIN, now: () => 0, onRefusal: () => undefined, ...changes };
}

const promote = (changes?: Partial<GuardOptions>) =>
  guarded('symbol.promote', () => success(true), options(changes));

describe('a guarded request', () => {
  afterEach(() => void vi.useRealTimers());

  it('answers the main frame of the workstation', async () => {
    expect(await promote()(main, { symbol: 'IBM' })).toEqual(success(true));
  });

  it.each<[string, CallerFrame | null]>([
    ['a frame inside the page', { origin: ORIGIN, parent: main }],
    ['another site', { origin: 'https://example.com', parent: null }],
    ['another host of the scheme', { origin: 'app://other', parent: null }],
    ['an opaque origin', { origin: 'null', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['a frame that is gone', null],
  ])('refuses %s without calling the handler', async (_name, frame) => {
    const handler = vi.fn(() => success(true));
    const answer = await guarded('symbol.promote', handler, options())(frame, { symbol: 'IBM' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'sender_refused' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'IBM'],
    ['a wrong type', { symbol: 7 }],
    ['a ticker that is not canonical', { symbol: 'ibm' }],
    ['markup', { symbol: '<img src=x onerror=alert(1)>' }],
    ['an unknown key', { symbol: 'IBM', force: true }],
    ['a polluting key', JSON.parse('{"symbol":"IBM","__proto__":{"polluted":true}}')],
    ['an array', ['IBM']],
  ])('refuses %s as arguments', async (_name, args) => {
    const answer = await promote()(main, args);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_arguments' } });
  });

  it('refuses arguments above the size limit before it reads them', async () => {
    const reason = 'x'.repeat(ARGUMENT_BYTES + 1);
    const answer = await guarded(
      'symbol.lock',
      () => success(true),
      options(),
    )(main, { symbol: 'IBM', reason });
    expect(answer).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });

  it('refuses a flood and recovers with time', async () => {
    let now = 0;
    const call = promote({ now: () => now });
    for (let i = 0; i < REQUEST_BURST; i++) await call(main, { symbol: 'IBM' });
    expect(await call(main, { symbol: 'IBM' })).toMatchObject({ error: { code: 'rate_exceeded' } });
    now += 2_000 / REQUESTS_PER_SECOND;
    expect(await call(main, { symbol: 'IBM' })).toEqual(success(true));
  });

  it('lets sixteen charts ask with every frame, ten times a second, for as long as they like', async () => {
    let now = 0;
    const close = guarded('chart.close', () => success(null), options({ now: () => now }));
    for (let frame = 0; frame < 300; frame += 1) {
      for (let chart = 0; chart < 16; chart += 1) {
        expect(await close(main, { chartId: `chart-${chart}` })).toEqual(success(null));
      }
      now += 100;
    }
  });

  it('answers for a handler that takes too long', async () => {
    vi.useFakeTimers();
    const never = guarded('symbol.promote', () => new Promise(() => undefined), options());
    const answer = never(main, { symbol: 'IBM' });
    await vi.advanceTimersByTimeAsync(REQUESTS['symbol.promote'].deadlineMs);
    expect(await answer).toMatchObject({ error: { code: 'deadline_exceeded' } });
  });

  it('turns a throwing handler into a failure', async () => {
    const broken = guarded(
      'symbol.promote',
      () => {
        throw new Error('boom');
      },
      options(),
    );
    expect(await broken(main, { symbol: 'IBM' })).toEqual(failure('handler_failed', 'boom'));
  });

  it('lets a refusal of the engine pass and does not report it', async () => {
    const onRefusal = vi.fn();
    const locked = failure('symbol_locked', 'IBM is locked.');
    const call = guarded('symbol.remove', () => locked, options({ onRefusal }));
    expect(await call(main, { symbol: 'IBM' })).toEqual(locked);
    expect(onRefusal).not.toHaveBeenCalled();
  });

  it('answers any argument of any request with a result, and changes no prototype', async () => {
    const handler = vi.fn(() => failure('unused', 'never reached with bad arguments'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REQUEST_NAMES, ...PRELOAD_REQUEST_NAMES),
        fc.anything(),
        async (name, args) => {
          const answer = await guarded(name, handler, options())(main, args);
          expect(answer.ok).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
