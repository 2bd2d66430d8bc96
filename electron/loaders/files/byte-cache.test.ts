import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCache } from './byte-cache.ts';

describe('a cache with a bound in bytes', () => {
  it('makes a value once and lets the least recently used go first', () => {
    const cache = new ByteCache<Uint8Array>(20);
    const made: string[] = [];
    const get = (key: string) =>
      cache.get(key, () => {
        made.push(key);
        return new Uint8Array(8);
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);

    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps a value that alone exceeds the bound until the next comes', () => {
    const cache = new ByteCache<Uint8Array>(4);
    let made = 0;
    const large = () => {
      made += 1;
      return new Uint8Array(8);
    };
    cache.get('a', large);
    cache.get('a', large);
    expect(made).toBe(1);
    cache.get('b', large);
    cache.get('a', large);
    expect(made).toBe(3);
  });

  it('answers as if it kept nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (keys) => {
        const cache = new ByteCache<Uint8Array>(20);
        for (const key of keys) {
          expect(cache.get(String(key), () => new Uint8Array(key))).toHaveLength(key);
        }
      }),
    );
  });
});
