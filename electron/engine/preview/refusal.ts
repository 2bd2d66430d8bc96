import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { DRAFT_SIDES, type DraftRefused } from '../../../shared/session/scanner-draft.ts';
import { scannerDefinition } from '../scanners/registry.ts';
import { RuleTextError } from '../scanners/rules/rule-definition.ts';
import type { TriedPair } from './trial-config.ts';

/** Problems of a rule's own text; those of its figures are in texts of theirs, and told in words. */
function problemsOf(error: InvalidArgumentError): DraftRefused['problems'] {
  return error instanceof RuleTextError && error.argument === 'config.when' ? error.problems : [];
}

/** Why scanners cannot be tried; undefined where they can. */
export function refusalOf(pair: TriedPair): DraftRefused | undefined {
  for (const side of DRAFT_SIDES) {
    const scanner = pair[side];
    if (scanner === null) continue;
    try {
      scannerDefinition(scanner.kind).create(scanner.config);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      return { kind: 'refused', side, problems: problemsOf(error), message: error.message };
    }
  }
  return undefined;
}
