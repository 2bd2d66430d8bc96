import { LONGEST_CHAIN } from '../domain/indicator.ts';
import { type Interval, isIntraday } from '../domain/interval.ts';
import type { Measure, Predicate } from './checked-rule.ts';
import { type Checking, written } from './checking.ts';
import { MOST_BARS_BACK, MOST_MEASURES } from './limits.ts';
import { chainLength, earlier, everyPart, intervalsOf, sizeOf } from './measure-tree.ts';
import { isOneOf } from './names.ts';
import type { Span } from './syntax.ts';

/**
 * The one interval on whose bars something can be looked at earlier; what is forming, ranked, or on several
 * intervals cannot be, which is told. `where` says what looks back: `[3]`, `highest`.
 */
export function movableInterval(
  of: Measure | Predicate,
  where: string,
  span: Span,
  checking: Checking,
): Interval | undefined {
  if (!isMovable(of, where, checking)) return undefined;
  const intervals = intervalsOf(of);
  const [interval, other] = intervals;
  const text = written(checking, of.span);
  if (interval === undefined)
    return checking.tell(span, `'${text}' has no bars, so ${where} has nothing to look back on.`);
  if (other === undefined) return interval;
  const message = `${where} counts the bars of one interval; '${text}' is on ${intervals.join(' and ')}.`;
  return checking.tell(span, message);
}

/** False where a part has no earlier values, which is told. */
export function isMovable(of: Measure | Predicate, where: string, checking: Checking): boolean {
  for (const part of everyPart(of)) {
    if (part.kind === 'rank') {
      const message = `A rank compares symbols as they are now and has no earlier values, so it cannot stand in ${where}; put rank around it.`;
      checking.tell(part.span, message);
      return false;
    }
    if (part.kind === 'session' && isOneOf(MOVING, part.of)) {
      tellMoving(part.of, part.span, where, checking);
      return false;
    }
    if (part.kind === 'field' && part.forming) {
      tellForming(part.field, part.interval, part.span, where, checking);
      return false;
    }
  }
  return true;
}

/** Figures of the session that change with every bar, as a level does not. */
const MOVING = ['session_change', 'relative_volume', 'day_volume'] as const;

function tellMoving(of: (typeof MOVING)[number], span: Span, where: string, checking: Checking): void {
  const text = written(checking, span);
  const interval = isIntraday(checking.interval) ? checking.interval : '5m';
  const name = of === 'day_volume' ? 'volume' : text.replace(/\(.*$/u, '');
  const closed = `${name}(${interval})`;
  const message = `'${text}' is of the session as it is now; ${where} looks at closed bars, such as ${closed}.`;
  checking.tell(span, message, { title: `Change to ${closed}`, span, replacement: closed });
}

function tellForming(field: string, interval: Interval, span: Span, where: string, checking: Checking): void {
  const text = written(checking, span);
  const closed = `${field}(${interval})`;
  const message = `'${text}' is of the newest bar, which may still be forming; ${where} looks at closed bars`;
  checking.tell(span, `${message}, such as ${closed}.`, {
    title: `Change to ${closed}`,
    span,
    replacement: closed,
  });
}

/** The same some bars earlier; undefined where that is too far back or too much, which is told. */
export function movedBack<T extends Measure | Predicate>(
  of: T,
  bars: number,
  interval: Interval,
  span: Span,
  checking: Checking,
): T | undefined {
  const moved = earlier(of, bars, interval);
  return isWithinReach(moved, span, checking) ? moved : undefined;
}

/** Looking back has a limit, and each look at an earlier value of an indicator is a link of its chain. */
function isWithinReach(of: Measure | Predicate, span: Span, checking: Checking): boolean {
  for (const part of everyPart(of)) {
    if ((part.kind === 'field' || part.kind === 'indicator') && part.ago > MOST_BARS_BACK) {
      checking.tell(span, `A rule looks at most ${MOST_BARS_BACK} bars back; here it is ${part.ago}.`);
      return false;
    }
    const links = part.kind === 'indicator' && part.ago > 0 ? chainLength(part.input) + 1 : 0;
    if (links > LONGEST_CHAIN) return tellChain(span, checking);
  }
  return true;
}

/** Tells that something is made of too many indicators, one inside the other. */
export function tellChain(span: Span, checking: Checking): false {
  const message = `At most ${LONGEST_CHAIN} indicators stand one inside the other, an earlier value and a window counted as one each.`;
  checking.tell(span, message);
  return false;
}

/** False where something is measured so many times that the rule would become too large, which is told. */
export function fitsTimes(
  times: number,
  parts: readonly (Measure | Predicate)[],
  span: Span,
  checking: Checking,
): boolean {
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 1) * times;
  if (size <= MOST_MEASURES) return true;
  checking.tell(
    span,
    `'${written(checking, span)}' measures too much, ${size} values; at most ${MOST_MEASURES} are allowed.`,
  );
  return false;
}
