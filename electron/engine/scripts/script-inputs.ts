import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_HOUR } from '../../../shared/domain/time.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import type { SessionData } from '../session-data/session-data.ts';
import type { ScriptNeed, ScriptNeeds } from './contract.ts';
import { SCRIPT_LIMITS } from './limits.ts';

/** Columns of a `latest` need: start, open, high, low, close, volume, fresh. */
const LATEST_COLUMNS = 7;
/** Columns of a `bars` need, each with `last` places for a symbol. */
export const BAR_COLUMNS = 6;

/** The shortest regular session of a half day, in hours: so many bars a session has at least. */
const SHORTEST_SESSION_HOURS = 3.5;

/** A need, checked, and where its numbers are found. */
export type ScriptInput =
  | { readonly kind: 'latest'; readonly interval: Interval }
  | {
      readonly kind: 'indicator';
      readonly key: string;
      readonly output: string | undefined;
      /** Asks for it of one symbol. */
      readonly add: (data: SessionData, symbol: SymbolId) => void;
    }
  | { readonly kind: 'bars'; readonly interval: Interval; readonly last: number };

/** Throws InvalidArgumentError for an indicator, a parameter or an output that there is not. */
export function scriptInputs(needs: ScriptNeeds): readonly ScriptInput[] {
  return needs.map((need) => (need.kind === 'indicator' ? indicatorInput(need) : need));
}

function indicatorInput(need: Extract<ScriptNeed, { kind: 'indicator' }>): ScriptInput {
  const { interval, name, output, params } = need;
  const { key } = indicatorConfig({ name, interval, params });
  const { outputs } = indicatorDefinition(name);
  if (output !== undefined && !outputs.some((known) => known === output)) {
    throw new InvalidArgumentError('output', output, `for ${name}: ${outputs.join(', ')}`);
  }
  return {
    kind: 'indicator',
    key,
    output,
    add: (data, symbol) => data.addIndicator(symbol, name, { interval, params }),
  };
}

/** Numbers that a scan of so many symbols is given. */
export function frameLength(inputs: readonly ScriptInput[], count: number): number {
  let length = count;
  for (const input of inputs) {
    if (input.kind === 'latest') length += LATEST_COLUMNS * count;
    else if (input.kind === 'indicator') length += count;
    else length += count + BAR_COLUMNS * count * input.last;
  }
  return length;
}

/** Throws InvalidArgumentError where a scan of so many symbols would be given more numbers than a script may have. */
export function checkFrameLength(inputs: readonly ScriptInput[], count: number): void {
  const length = frameLength(inputs, count);
  if (length <= SCRIPT_LIMITS.frameNumbers) return;
  throw new InvalidArgumentError(
    'setup',
    `${length} numbers a scan for ${count} symbols`,
    `at most ${SCRIPT_LIMITS.frameNumbers}: ask for fewer bars`,
  );
}

/** Asks for all of it of one symbol. Harmless when repeated. */
export function provide(inputs: readonly ScriptInput[], data: SessionData, symbol: SymbolId): void {
  for (const input of inputs) {
    if (input.kind === 'indicator') input.add(data, symbol);
    else {
      data.addHistoricalBars(symbol, input.interval, sessionsFor(input));
      data.addSessionBars(symbol, input.interval);
    }
  }
}

/** Sessions that hold the bars, half days among them. */
function sessionsFor(input: Extract<ScriptInput, { kind: 'latest' | 'bars' }>): number {
  const { interval } = input;
  const bars = input.kind === 'bars' ? input.last : 1;
  if (interval === '1w') return bars * 5 + 5;
  if (!isIntraday(interval)) return bars;
  const aSession = Math.floor(
    (SHORTEST_SESSION_HOURS * MILLISECONDS_PER_HOUR) / nominalMilliseconds(interval),
  );
  return Math.ceil(bars / aSession);
}
