import type { RuleProblem } from '../../shared/rules/syntax.ts';
import type {
  DraftCondition,
  DraftDifference,
  DraftMatch,
  DraftRefused,
  DraftTested,
  DraftTried,
  TriedScanner,
} from '../../shared/session/scanner-draft.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { numberWords } from '../engine/scanners/rules/number-words.ts';

/** Rows of a list that a terminal is given; the rest is counted. */
const ROWS = 40;

/** What is wrong with a rule: each place of it underlined, with what would be right. */
export function refusalText({ problems, message }: DraftRefused, rule: string | undefined): string {
  if (problems.length === 0 || rule === undefined) return `${message}\n`;
  return problemsText(problems, rule);
}

/** Each place underlined, with what would be right; empty where nothing is told. */
export function problemsText(problems: readonly RuleProblem[], rule: string): string {
  return problems.map((problem) => problemText(problem, rule)).join('\n');
}

function problemText({ span, message, fix }: RuleProblem, rule: string): string {
  const lineStart = rule.lastIndexOf('\n', span.from - 1) + 1;
  const lineEnd = rule.indexOf('\n', span.from);
  const line = rule.slice(lineStart, lineEnd === -1 ? rule.length : lineEnd);
  const number = rule.slice(0, lineStart).split('\n').length;
  const length = Math.max(1, Math.min(span.to, lineStart + line.length) - span.from);
  // A tab takes the place that it takes above.
  const before = line.slice(0, span.from - lineStart).replace(/[^\t]/g, ' ');
  const place = `${number}:${span.from - lineStart + 1}`;
  const help = fix === undefined ? '' : ` (${fix.title})`;
  return `${place}  ${message}${help}\n    ${line}\n    ${before}${'^'.repeat(length)}\n`;
}

/** What came of a trial, as a terminal shows it. */
export function trialText(tried: Omit<DraftTried, 'id' | 'tookMs'>, calendar: Calendar): string {
  const { draft, saved } = tried;
  const time = (at: Parameters<Calendar['wallTime']>[0]): string => calendar.wallTime(at).slice(0, 5);
  const parts = [
    `${tried.sessionDate} ${time(tried.at)}, ${counted(tried.symbols, 'symbol')}, ${counted(draft.scans, 'scan')}\n`,
    ...(draft.error === null ? [] : [`It failed while it ran: ${draft.error}\n`]),
    needs(tried),
    funnel(draft, tried.symbols),
    `${counted(draft.matchCount, 'match', 'matches')} now, ${draft.unknown} unknown\n${matches(draft)}`,
    `${counted(draft.hitCount, 'symbol')} hit so far\n${rows(draft.hits, (hit) => `  ${time(hit.time)}  ${hit.symbol}`)}`,
  ];
  if (saved !== null) {
    const row = (sign: string) => (each: DraftDifference) =>
      `  ${sign} ${time(each.time)}  ${each.symbol.padEnd(6)}  ${each.why}`;
    parts.push(
      `The saved scanner: ${counted(saved.hitCount, 'symbol')} hit; gained ${tried.gainedCount}, lost ${tried.lostCount}\n` +
        rows(tried.gained, row('+')) +
        rows(tried.lost, row('-')),
    );
  }
  return parts.filter((part) => part !== '').join('\n');
}

function needs({ provisions }: Pick<DraftTried, 'provisions'>): string {
  if (provisions.length === 0) return '';
  const lines = provisions.map(
    ({ reason, ready, of, cause }) =>
      `  ${reason}; there for ${ready} of ${of}${cause === null ? '' : `\n    ${cause}`}\n`,
  );
  return `Needs\n${lines.join('')}`;
}

function funnel({ funnel: stages }: TriedScanner, symbols: number): string {
  if (stages.length === 0) return '';
  const texts = stages.map(({ text }) => text.replace(/\s+/g, ' '));
  const width = Math.max(...texts.map((text) => text.length));
  let left = symbols;
  const lines = stages.map(({ passed, unknown }, place) => {
    const line = `  ${(texts[place] ?? '').padEnd(width)}  ${passed} of ${left} pass${unknown === 0 ? '' : `, ${unknown} unknown`}\n`;
    left = passed;
    return line;
  });
  return `Funnel\n${lines.join('')}`;
}

function matches({ matches: found, conditions }: TriedScanner): string {
  const columns = conditions.map((condition) => ({ condition, name: measuredName(condition) }));
  const head = ['  symbol', 'last'.padStart(10), ...columns.map(({ name }) => name.padStart(WIDTH))].join(
    '  ',
  );
  const row = ({ symbol, last, values }: DraftMatch): string => {
    const price = (last === null ? '-' : last.toFixed(2)).padStart(10);
    const shown = columns.map(({ condition }, place) => {
      const value = values[place] ?? null;
      return (value === null ? '-' : numberWords(value, condition.unit)).padStart(WIDTH);
    });
    return `  ${symbol.padEnd(6)}  ${[price, ...shown].join('  ')}`;
  };
  return (found.length === 0 || columns.length === 0 ? '' : `${head}\n`) + rows(found, row);
}

/** Characters of a column of measured values. */
const WIDTH = 22;

/** The left side of a comparison, which is what was measured, as far as a column is wide. */
function measuredName({ text, operator }: DraftCondition): string {
  const [left = ''] = text.replace(/\s+/g, ' ').split(` ${operator} `);
  return left.length > WIDTH ? `${left.slice(0, WIDTH - 1)}…` : left;
}

/** What came of a test over sessions. */
export function testText({ sessions, symbols }: Omit<DraftTested, 'id' | 'tookMs'>): string {
  const lines = sessions.map(({ date, draft, saved, gained, lost }) => {
    const other = saved === null ? '' : `, saved ${saved}, gained ${gained}, lost ${lost}`;
    return `  ${date}  ${counted(draft, 'symbol')}${other}\n`;
  });
  const often = symbols.filter(({ draft }) => draft > 1);
  const repeated = rows(often, ({ symbol, draft }) => `  ${symbol.padEnd(6)}  ${counted(draft, 'session')}`);
  const again = often.length === 0 ? '' : `Hit in more than one session\n${repeated}`;
  return `\nOver ${counted(sessions.length, 'session')}\n${lines.join('')}${again}`;
}

function rows<Item>(items: readonly Item[], row: (item: Item) => string): string {
  const shown = items.slice(0, ROWS).map((item) => `${row(item)}\n`);
  const more = items.length > ROWS ? `  and ${items.length - ROWS} more\n` : '';
  return shown.join('') + more;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
