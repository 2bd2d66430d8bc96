import { expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { SCANNER_DEFINITIONS, scannerDefinition } from './registry.ts';

it('finds every scanner by its kind, and each kind is there once', () => {
  for (const definition of SCANNER_DEFINITIONS) expect(scannerDefinition(definition.kind)).toBe(definition);
  const kinds = SCANNER_DEFINITIONS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});

it('names the kinds there are when it is asked for another', () => {
  expect(() => scannerDefinition('gaps')).toThrow(InvalidArgumentError);
  expect(() => scannerDefinition('gaps')).toThrow('scanner kind is "gaps"; allowed: gap');
});
