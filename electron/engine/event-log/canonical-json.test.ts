import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { canonicalJson } from './canonical-json.ts';

it('says the same value as the plain JSON text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
    }),
  );
});

it('does not depend on the order in which keys were set', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (dictionary) => {
      const turned = Object.fromEntries(Object.entries(dictionary).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson({ ...dictionary }));
    }),
  );
});

it('has no spaces, sorts keys by code unit and leaves undefined out', () => {
  expect(canonicalJson({ b: [1, -0, 'x'], a: { d: null, c: undefined }, B: 0.1 })).toBe(
    '{"B":0.1,"a":{"d":null},"b":[1,0,"x"]}',
  );
});

it('refuses numbers that JSON would turn into null', () => {
  expect(() => canonicalJson({ a: [Number.NaN] })).toThrow(InvalidArgumentError);
});
