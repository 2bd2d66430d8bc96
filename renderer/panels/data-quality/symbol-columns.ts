import type { GapRange, SymbolQuality } from '../../../shared/session/quality.ts';
import { DATA_STATES, STRIP } from '../../../shared/session/quality.ts';
import { formatCount, MISSING } from '../../format/numbers.ts';
import { figureColumn, type GridColumn } from '../../grids/columns.ts';
import { drawnCell } from '../../grids/drawn-cell.ts';
import { markColumn, wordColumn } from '../../grids/word-column.ts';
import { useSession } from '../../stores/session-store.ts';
import { gapText, scoreText, stateWords } from './quality-words.ts';

/** Below this a score asks to be looked at, and below that it is bad. */
const FAIR_SCORE = 95;
const BAD_SCORE = 85;

function count(
  id: string,
  title: string,
  hint: string,
  of: (row: SymbolQuality) => number,
  spare = false,
): GridColumn<SymbolQuality> {
  return figureColumn<SymbolQuality>({
    id,
    title,
    hint,
    spare,
    width: 68,
    value: of,
    text: (value) => (value === 0 ? '' : formatCount(value)),
    copy: of,
  });
}

function lastGapText(gap: GapRange | null): string {
  const date = useSession.getState().snapshot?.status.sessionDate;
  return gap === null || date === undefined ? '' : gapText(gap, date);
}

const STRIP_WORDS: Record<string, string> = {
  [STRIP.complete]: 'complete',
  [STRIP.partly]: 'partly',
  [STRIP.missing]: 'missing',
  [STRIP.none]: 'none',
};

/** `28 complete, 1 partly, 1 missing`, for who does not see the blocks. */
function stripText(strip: string): string {
  return Object.entries(STRIP_WORDS)
    .map(([letter, word]) => [[...strip].filter((each) => each === letter).length, word] as const)
    .filter(([days, word]) => days > 0 && word !== 'none')
    .map(([days, word]) => `${days} ${word}`)
    .join(', ');
}

/** `1m 5m 1d`, `(1m) 1d`, `1d, no 1m 5m`: folded ones in brackets, those that no source has at the end. */
function intervalsText({ intervals }: SymbolQuality): string {
  const had = intervals.filter(({ sessions }) => sessions > 0);
  const lacking = intervals.filter(({ sessions }) => sessions === 0).map(({ interval }) => interval);
  const names = had.map(({ interval, kept }) => (kept ? interval : `(${interval})`)).join(' ');
  if (lacking.length === 0) return names;
  return names === '' ? `no ${lacking.join(' ')}` : `${names}, no ${lacking.join(' ')}`;
}

/** A row of blocks, one for each session. */
function stripColumn(): GridColumn<SymbolQuality> {
  return {
    id: 'strip',
    title: 'Sessions',
    hint: 'One block for each of the newest 30 sessions of the finest bars that are kept: complete, partly lost or halted, missing',
    copy: ({ strip }) => stripText(strip),
    definition: {
      width: 158,
      equals: () => false,
      sortable: false,
      valueGetter: ({ data }) => (data === undefined ? '' : stripText(data.strip)),
      tooltipValueGetter: ({ data }) => (data === undefined ? '' : stripText(data.strip)),
      cellRenderer: drawnCell<SymbolQuality>({
        signature: ({ strip }) => strip,
        draw: (element, { strip }) => {
          element.className = 'quality-strip';
          element.setAttribute('role', 'img');
          element.setAttribute('aria-label', stripText(strip));
          element.replaceChildren(
            ...[...strip].map((letter) => {
              const block = document.createElement('i');
              block.className = `strip-${STRIP_WORDS[letter] ?? 'none'}`;
              return block;
            }),
          );
        },
      }),
    },
  };
}

export const SYMBOL_COLUMNS: readonly GridColumn<SymbolQuality>[] = [
  wordColumn<SymbolQuality>({
    id: 'symbol',
    title: 'Symbol',
    hint: 'The symbol whose data it is',
    text: ({ symbol }) => symbol,
    width: 76,
    cellClass: 'cell-strong',
    pinned: true,
  }),
  markColumn<SymbolQuality>({
    id: 'state',
    title: 'State',
    hint: 'How its data stands now: live, quiet (no trade), stale (a newer value was due), halted, gap (feed lost), missing, closed',
    width: 84,
    word: ({ state }) => stateWords(state).word,
    icon: ({ state }) => stateWords(state).icon,
    look: ({ state }) => `mark-data-${state}`,
    rank: ({ state }) => DATA_STATES.indexOf(state),
  }),
  figureColumn<SymbolQuality>({
    id: 'score',
    title: 'Score',
    hint: 'Share of expected bars that one can work with, 0-100, newer sessions weighing more; the worst interval counts. Lost bars cost one, quiet, late, revised and rejected ones a tenth, a feed that is cut off 25 points',
    width: 62,
    value: ({ score }) => score ?? Number.NaN,
    text: scoreText,
    classes: {
      'score-fair': (_row, score) => score < FAIR_SCORE && score >= BAD_SCORE,
      'score-bad': (_row, score) => score < BAD_SCORE,
    },
  }),
  wordColumn<SymbolQuality>({
    id: 'intervals',
    title: 'Intervals',
    hint: 'Intervals whose bars are held; in brackets one that streams and is only folded into others; after “no” those that no source has',
    text: intervalsText,
    width: 104,
  }),
  figureColumn<SymbolQuality>({
    id: 'expected',
    title: 'Expected',
    hint: 'Bars of regular hours that the calendar expects in what is held, all intervals together',
    width: 76,
    value: ({ expected }) => expected,
    text: formatCount,
  }),
  figureColumn<SymbolQuality>({
    id: 'got',
    title: 'Got',
    hint: 'Of them, those that are there',
    width: 68,
    value: ({ got }) => got,
    text: formatCount,
  }),
  count(
    'lost',
    'Lost',
    'Bars that a lost feed, a missing session or a rejected row took away',
    ({ lost }) => lost,
  ),
  count('quiet', 'Quiet', 'Bars without a trade, while the feed was alive', ({ quiet }) => quiet),
  count('late', 'Late', 'Bars that came after their time', ({ late }) => late),
  count('revised', 'Revised', 'Bars that were changed after they had closed', ({ revised }) => revised),
  count('rejected', 'Rejected', 'Bars that broke the rules of a bar', ({ rejected }) => rejected),
  count('duplicates', 'Duplicates', 'Bars that came again, unchanged', ({ duplicates }) => duplicates, true),
  count('halted', 'Halted', 'Bars of the time in which trading was halted', ({ halted }) => halted, true),
  stripColumn(),
  wordColumn<SymbolQuality>({
    id: 'gap',
    title: 'Last gap',
    hint: 'The newest stretch that was lost, halted or missing, in exchange time',
    text: ({ lastGap }) => lastGapText(lastGap) || MISSING,
    width: 190,
    flex: true,
  }),
];

export const SYMBOL_GIVES_WAY: readonly string[] = [
  'late',
  'rejected',
  'revised',
  'intervals',
  'quiet',
  'strip',
];
