import { InvalidArgumentError, UnknownKeyError } from '../../../../shared/domain/errors.ts';
import type { JsonValue } from '../../../../shared/domain/json.ts';
import type { ScannerDefinition } from '../contract.ts';
import { readRuleConfig } from '../rules/rule-definition.ts';
import { RuleScanner } from '../rules/rule-scanner.ts';

const DEFAULT_PERCENT = 2;
/** The threshold is written without an exponent: so many digits are exact for every percentage that is allowed. */
const DIGITS = 20;

type Direction = 'above' | 'below';

/**
 * Symbols whose latest daily price stands a percentage above (or below) their
 * 20-day simple moving average: `last(1d) >= sma(20, 1d) * 1.02`. Traders see it as
 * "above SMA20"; the overnight gap is another thing. Kept for configs that name it: it is a rule like any other.
 */
export const gapScanner: ScannerDefinition = {
  kind: 'gap',
  title: 'Above SMA20',
  description: 'Latest daily price at least a percentage above or below the 20-day simple moving average.',
  create(config) {
    checkKeys(config);
    const when = ruleText(directionOf(config.direction), percentOf(config.percent));
    const figures = {
      gap_percent: '(last(1d) / sma(20, 1d) - 1) * 100',
      price: 'last(1d)',
      sma: 'sma(20, 1d)',
    };
    return new RuleScanner(readRuleConfig({ when, figures }));
  },
};

function ruleText(direction: Direction, percent: number): string {
  const [operator, factor] = direction === 'above' ? ['>=', 1 + percent / 100] : ['<=', 1 - percent / 100];
  const written = String(factor).includes('e') ? Number(factor).toFixed(DIGITS) : String(factor);
  return `last(1d) ${operator} sma(20, 1d) * ${written}`;
}

const KEYS = ['direction', 'percent'];

function checkKeys(config: Readonly<Record<string, JsonValue>>): void {
  for (const key of Object.keys(config)) {
    if (!KEYS.includes(key)) throw new UnknownKeyError('config', key, KEYS);
  }
}

function directionOf(value: JsonValue | undefined): Direction {
  if (value === undefined) return 'above';
  if (value === 'above' || value === 'below') return value;
  throw new InvalidArgumentError('config.direction', value, 'above, below');
}

function percentOf(value: JsonValue | undefined): number {
  if (value === undefined) return DEFAULT_PERCENT;
  if (typeof value === 'number' && value > 0 && value < 100) return value;
  throw new InvalidArgumentError('config.percent', value, 'a number above 0 and below 100');
}
