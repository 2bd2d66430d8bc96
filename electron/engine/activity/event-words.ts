import type { LogLine } from './activity-log.ts';
import { type EventFields, missingOf, numberOf, stretchWords, symbolOf, textOf } from './event-fields.ts';

type Words = Pick<LogLine, 'level' | 'source' | 'message'>;

const info = (source: string, message: string): Words => ({ level: 'info', source, message });
const warning = (source: string, message: string): Words => ({ level: 'warning', source, message });
const error = (source: string, message: string): Words => ({ level: 'error', source, message });

/** `Buy 200` from a signed quantity. */
function orderWords(quantity: number): string {
  return `${quantity > 0 ? 'Buy' : 'Sell'} ${Math.abs(quantity)}`;
}

/** ` by user`, ` by scanner gap`; empty for what nobody in particular did. */
function byWords(fields: EventFields): string {
  const by = textOf(fields, 'by').replace(/^scanner:/, 'scanner ');
  return by === '' ? '' : ` by ${by}`;
}

/** `manual user` is the user. */
function holderWords(fields: EventFields): string {
  const holder = textOf(fields, 'holder');
  return holder === 'manual user' ? 'user' : holder;
}

/** The totals are those of the whole run. */
function closeWords(fields: EventFields): Words {
  const refused = numberOf(fields, 'rejected');
  const over = `Session ${textOf(fields, 'date')} is over`;
  return refused > 0
    ? warning('session', `${over}; bars refused since the run began: ${refused}`)
    : info('session', over);
}

function noticeWords(fields: EventFields): Words {
  const detail = textOf(fields, 'detail');
  switch (textOf(fields, 'notice')) {
    case 'feed_lost':
      return error('feed', `Feed lost. ${detail}`);
    case 'feed_restored':
      return info('feed', `Feed restored. ${detail}`);
    case 'halt':
      return warning('feed', detail);
    default:
      return info('feed', detail);
  }
}

function skipWords(reason: string): string {
  if (reason === 'late') return 'the next one was due already';
  return reason === 'busy' ? 'the one before had not ended' : 'it took too long and was stopped';
}

/** A load that brought what was asked for is nothing to tell. */
function loadWords(fields: EventFields): Words | undefined {
  const missing = missingOf(fields);
  if (missing.length === 0 && fields.source !== null) return undefined;
  const [interval, cause] = [textOf(fields, 'interval'), textOf(fields, 'cause')];
  // Not a fault of the load: such a symbol is worked on with the bars that there are.
  if (fields.source === null) return warning('loads', `No ${interval} bars: ${cause}`);
  const [got, asked] = [numberOf(fields, 'got'), numberOf(fields, 'asked')];
  const place = missing.slice(0, 3).map(stretchWords).join(', ');
  const more = missing.length > 3 ? ` and ${missing.length - 3} more stretches` : '';
  const what = `${got} of ${asked} ${interval} bars came${place === '' ? '' : `; none on ${place}${more}`}`;
  const message = cause === '' ? what : `${what}: ${cause}`;
  return got === 0 && asked > 0 ? error('loads', message) : warning('loads', message);
}

/** What each kind of event says to a user. Bars, scans and hits are not here: they have panels of their own. */
const WORDS: Readonly<Record<string, (fields: EventFields) => Words | undefined>> = {
  session_config: (fields) =>
    info('session', `${textOf(fields, 'session_name')} opened, mode ${textOf(fields, 'mode')}`),
  session_open: (fields) =>
    info(
      'session',
      `Session ${textOf(fields, 'date')} begins${fields.half_day === true ? ', a half day' : ''}`,
    ),
  session_close: closeWords,
  notice: noticeWords,
  split: (fields) => info('data', `Split: held prices × ${textOf(fields, 'factor')}`),
  price_basis: (fields) =>
    info(
      'data',
      fields.factor === null
        ? `Prices are on another split basis and the factor is not known: the history is loaded anew (${textOf(fields, 'cause')})`
        : `Prices follow the split basis of ${textOf(fields, 'to')}: × ${textOf(fields, 'factor')}`,
    ),
  position_basis: (fields) =>
    warning(
      'positions',
      `${textOf(fields, 'position')} keeps its quantity and average price as of ${textOf(fields, 'from')}, and prices are as of ${textOf(fields, 'to')}: ${textOf(fields, 'cause')}. Check both before you trust its profit`,
    ),
  rejected_row: (fields) =>
    warning(
      'data',
      `${textOf(fields, 'file')}, line ${textOf(fields, 'line')} was left out: ${textOf(fields, 'reason')}. Others of this file are counted under Data quality`,
    ),
  quarantined: (fields) =>
    warning(
      'data',
      `A ${textOf(fields, 'interval')} bar was set aside: ${textOf(fields, 'reason')}. Others of the symbol are counted under Data quality`,
    ),
  hit_revised: (fields) =>
    warning(
      'scanner',
      `A bar that ${textOf(fields, 'scanner')} may have seen was revised after its hit. The hit stands, marked as revised`,
    ),
  stream_lost: (fields) => {
    const then = fields.retry_at === null ? 'It is not tried again in this session' : 'It is tried again';
    return error(
      'feed',
      `No more ${textOf(fields, 'interval')} bars come: ${textOf(fields, 'cause')}. ${then}`,
    );
  },
  stream_restored: (fields) =>
    info('feed', `${textOf(fields, 'interval')} bars come again, with those that were missing`),
  read_failed: (fields) =>
    error(
      'feed',
      fields.what === 'quotes'
        ? `No quotes: ${textOf(fields, 'cause')}`
        : `The session's ${textOf(fields, 'interval')} bars so far are not all there: ${textOf(fields, 'cause')}`,
    ),
  source_failed: (fields) =>
    error(
      'feed',
      `${textOf(fields, 'source')} could not tell ${textOf(fields, 'what')}: ${textOf(fields, 'cause')}`,
    ),
  load: loadWords,
  load_failed: (fields) => error('loads', textOf(fields, 'message')),
  scanner_error: (fields) => {
    const stopped = fields.disabled === true ? '; it is disabled' : '';
    return error('scanner', `${textOf(fields, 'scanner')}: ${textOf(fields, 'message')}${stopped}`);
  },
  scanner_saved: (fields) => {
    const [name, previous] = [textOf(fields, 'scanner'), textOf(fields, 'previous')];
    if (previous === '') return info('scanner', `${name} is a new scanner`);
    const renamed = previous === name ? '' : ` in place of ${previous}`;
    return info('scanner', `${name} was changed${renamed}: version ${numberOf(fields, 'version')}`);
  },
  scanner_removed: (fields) => info('scanner', `${textOf(fields, 'scanner')} was removed`),
  scanner_enabled: (fields) =>
    info('scanner', `${textOf(fields, 'scanner')} was switched ${fields.enabled === true ? 'on' : 'off'}`),
  scan_skipped: (fields) =>
    warning(
      'scanner',
      `A scan of ${textOf(fields, 'scanner')} was skipped: ${skipWords(textOf(fields, 'reason'))}`,
    ),
  scanner_log: (fields) => info('scanner', `${textOf(fields, 'scanner')}: ${textOf(fields, 'message')}`),
  lock_mended: (fields) =>
    warning(
      'locks',
      fields.change === 'taken'
        ? `${textOf(fields, 'position')} was held without its lock, and has it now`
        : `${textOf(fields, 'position')} is flat, and its lock was released`,
    ),
  order: (fields) =>
    info(
      'orders',
      `${textOf(fields, 'order')}: ${orderWords(numberOf(fields, 'quantity'))} at the next bar's open`,
    ),
  fill: (fields) => {
    const held = numberOf(fields, 'held');
    const now = held === 0 ? 'flat' : `${held > 0 ? 'long' : 'short'} ${Math.abs(held)}`;
    const done = `${orderWords(numberOf(fields, 'quantity'))} filled at ${numberOf(fields, 'price').toFixed(2)}`;
    return info('orders', `${textOf(fields, 'order')}: ${done}; ${textOf(fields, 'position')} is ${now}`);
  },
  order_cancelled: (fields) =>
    warning(
      'orders',
      `${textOf(fields, 'order')}: ${orderWords(numberOf(fields, 'quantity'))} cancelled: no bar came before the close`,
    ),
  promoted: (fields) => info('symbols', `Promoted${byWords(fields)}`),
  demoted: (fields) => info('symbols', `Demoted${byWords(fields)}`),
  removed: (fields) => info('symbols', `Removed${byWords(fields)}`),
  restored: (fields) => info('symbols', `Brought back${byWords(fields)}`),
  leaving: () => info('locks', 'Is removed as soon as its last holder lets go'),
  staying: () => info('locks', 'Stays when its last holder lets go'),
  refused: (fields) =>
    warning('locks', `Refused to ${textOf(fields, 'action')}: held by ${textOf(fields, 'holders')}`),
  locked: (fields) => info('locks', `Locked by ${holderWords(fields)}: ${textOf(fields, 'reason')}`),
  unlocked: (fields) => info('locks', `Released by ${holderWords(fields)}`),
};

/** An event of the run in words for its log; undefined for what the log does not tell. */
export function eventWords(kind: string, fields: EventFields): LogLine | undefined {
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind]?.(fields) : undefined;
  return words === undefined ? undefined : { ...words, symbol: symbolOf(fields) };
}
