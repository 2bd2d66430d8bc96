import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { ScannerDefinition } from './contract.ts';
import { gapScanner } from './library/gap.ts';
import { scriptScanner } from './library/script.ts';
import { ruleScanner } from './rules/rule-definition.ts';

/** Every scanner kind that a config can name. */
export const SCANNER_DEFINITIONS: readonly ScannerDefinition[] = [gapScanner, ruleScanner, scriptScanner];

/** Throws InvalidArgumentError naming the kinds there are. */
export function scannerDefinition(kind: string): ScannerDefinition {
  const definition = SCANNER_DEFINITIONS.find((candidate) => candidate.kind === kind);
  if (definition === undefined) {
    const kinds = SCANNER_DEFINITIONS.map((candidate) => candidate.kind).join(', ');
    throw new InvalidArgumentError('scanner kind', kind, kinds);
  }
  return definition;
}
