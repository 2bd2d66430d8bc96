import { RULE_UNITS } from '../../shared/rules/checked-rule.ts';
import { COMPARISONS } from '../../shared/rules/names.ts';
import { SCRIPT_LIMITS } from '../engine/scripts/limits.ts';
import { PRELUDE_CHECKS } from './prelude-checks.ts';

/**
 * What runs in the sandbox before a script does: it makes the objects that the script is given, and turns what it
 * reports into text. It takes the language's own functions before the script can replace them, and keeps what is
 * reported as text and in typed arrays, which no prototype reaches into. Nothing depends on that: whoever reads
 * the text (read-answer.ts) trusts none of it.
 */
export const PRELUDE = `((LIMITS) => {
  'use strict';
  const { stringify, parse } = JSON;
  const { freeze, keys, create, defineProperty } = Object;
  const { isFinite, isInteger } = Number;
  const { apply, deleteProperty } = Reflect;
  const { imul } = Math;
  const { slice, charCodeAt } = String.prototype;
  const { sort } = Array.prototype;
  const textOf = String;
  const Numbers = Float64Array;
  const Marks = Uint8Array;
  const Buffer = ArrayBuffer;
  const { LINES, LINE, FIGURES, NAME, REASON } = LIMITS;
  const LATEST = freeze(['start', 'open', 'high', 'low', 'close', 'volume', 'fresh']);
  const BARS = freeze(['start', 'open', 'high', 'low', 'close', 'volume']);

  for (const name of ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'performance']) {
    deleteProperty(globalThis, name);
  }

  let chance = 0;
  /** Mulberry32: 32 bits of state, the same everywhere. */
  const random = () => {
    chance = (chance + 0x6d2b79f5) | 0;
    let mixed = imul(chance ^ (chance >>> 15), 1 | chance);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  defineProperty(Math, 'random', { value: random, writable: false, configurable: false });

  let log = '';
  let lines = 0;
  const cut = (text, length) => apply(slice, text, [0, length]);
  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return textOf(value);
    const text = stringify(value);
    return typeof text === 'string' ? text : textOf(value);
  };
  const say = (...values) => {
    lines += 1;
    if (lines > LINES) return;
    let line = '';
    for (let at = 0; at < values.length && line.length < LINE; at += 1) line += (at > 0 ? ' ' : '') + shown(values[at]);
    log += (log === '' ? '' : ',') + stringify(cut(line, LINE));
  };
  globalThis.console = freeze({ log: say, info: say, warn: say, error: say, debug: say });

  let facts;
  let needs = '';
  let needCount = 0;
  /** By need: where its columns are in the frame, in order. */
  let order = create(null);
  let symbols = freeze([]);
  let sectors = freeze([]);
  let rows = create(null);
  let hits = '';
  let promotions = '';
  let unknown = 0;
  let settle = () => {};
  /** Counts scans: a context that was kept reports nothing of another one. */
  let scan = 0;

  const refuse = (Kind, message) => { throw new Kind(message); };
  const checks = (${PRELUDE_CHECKS})(LIMITS, {
    Buffer, Numbers, stringify, cut, shown, refuse, create,
  });
  const wordOf = (value, what) =>
    typeof value === 'string' && value !== '' ? value : refuse(TypeError, what + ' must be a text');
  const need = (key, json) => {
    if (order[key] !== undefined) return;
    order[key] = needCount;
    needCount += 1;
    needs += (needs === '' ? '' : ',') + json;
  };
  /** An indicator as its key and as JSON. */
  const indicatorOf = (name, options) => {
    if (typeof options !== 'object' || options === null) refuse(TypeError, "indicator(name, { interval }): the interval is missing");
    const id = wordOf(name, 'the name of an indicator');
    const interval = wordOf(options.interval, 'the interval of ' + id);
    const { period, params, output } = options;
    const values = create(null);
    if (typeof params === 'object' && params !== null) {
      const given = keys(params);
      for (let at = 0; at < given.length; at += 1) values[given[at]] = params[given[at]];
    }
    if (period !== undefined) values.period = period;
    let json = '';
    const sorted = apply(sort, keys(values), []);
    for (let at = 0; at < sorted.length; at += 1) {
      const key = sorted[at];
      if (typeof values[key] !== 'number' || !isFinite(values[key])) refuse(TypeError, key + ' of ' + id + ' must be a number');
      json += (json === '' ? '' : ',') + stringify(key) + ':' + values[key];
    }
    const rest = '"interval":' + stringify(interval) + ',"params":{' + json + '}' +
      (output === undefined ? '' : ',"output":' + stringify(wordOf(output, 'the output of ' + id)));
    return '{"kind":"indicator","name":' + stringify(id) + ',' + rest + '}';
  };
  const latestOf = (interval) => '{"kind":"latest","interval":' + stringify(wordOf(interval, 'an interval')) + '}';
  const lasts = create(null);
  const askBars = (interval, options) => {
    const last = options?.last;
    if (!isInteger(last) || last < 1) refuse(RangeError, "bars(interval, { last }): last must be a whole number above 0");
    const word = wordOf(interval, 'an interval');
    if (lasts[word] !== undefined && lasts[word] !== last) refuse(RangeError, 'bars of ' + word + ' were asked for already, ' + lasts[word] + ' of them');
    lasts[word] = last;
    need('bars ' + word, '{"kind":"bars","interval":' + stringify(word) + ',"last":' + last + '}');
  };

  const common = () => ({ name: facts.scanner, date: facts.sessionDate, params: facts.params, random });
  const setupContext = () => freeze({
    ...common(),
    now: facts.now,
    indicator: (name, options) => { const json = indicatorOf(name, options); need(json, json); },
    latest: (interval) => { const json = latestOf(interval); need(json, json); },
    bars: askBars,
  });

  /** Where each need's columns begin, in numbers, and how many numbers there are. */
  const placesOf = (kinds, count) => {
    const places = [];
    let at = count;
    for (let place = 0; place < kinds.length; place += 1) {
      defineProperty(places, place, { value: at });
      const { kind, last } = kinds[place];
      at += kind === 'latest' ? 7 * count : kind === 'indicator' ? count : count + 6 * count * last;
    }
    return places;
  };
  let kinds = [];

  const scanContext = (head, memory) => {
    const { now, minutesSinceOpen, minutesToClose, count } = parse(head);
    const places = placesOf(kinds, count);
    const numbers = (at, length) => new Numbers(memory, at * 8, length);
    const promoted = numbers(0, count);
    const reported = new Marks(count);
    const asked = new Marks(count);
    const doubted = new Marks(count);
    const made = create(null);
    hits = '';
    promotions = '';
    unknown = 0;
    checks.beginScan(count);
    const own = (scan += 1);
    const rowOf = (which, what) => {
      if (own !== scan) refuse(ReferenceError, what + ': this context is of an earlier scan');
      const row = typeof which === 'string' ? rows[which] : which;
      if (typeof row !== 'number' || row >>> 0 !== row || row >= count) refuse(RangeError, what + ': ' + cut(shown(which), 40) + ' is no symbol of this scan');
      return row;
    };
    const placeOf = (key, what) => {
      const place = order[key];
      return place === undefined ? refuse(ReferenceError, what + ' was not asked for in setup') : places[place];
    };
    const columnsOf = (names, at, length) => {
      const columns = {};
      for (let place = 0; place < names.length; place += 1) {
        defineProperty(columns, names[place], { value: numbers(at + place * length, length), enumerable: true });
      }
      return freeze(columns);
    };
    const latest = (interval) => {
      const key = latestOf(interval);
      const at = placeOf(key, 'latest(' + cut(interval, 40) + ')');
      return (made[key] ??= columnsOf(LATEST, at, count));
    };
    const indicator = (name, options) => {
      const key = indicatorOf(name, options);
      const at = placeOf(key, 'indicator ' + cut(key, 120));
      return (made[key] ??= numbers(at, count));
    };
    const bars = (interval) => {
      const key = 'bars ' + wordOf(interval, 'an interval');
      const at = placeOf(key, cut(key, 40));
      const last = lasts[interval];
      const lengths = numbers(at, count);
      const of = (which) => {
        const row = rowOf(which, key);
        const length = lengths[row];
        const found = { length };
        for (let place = 0; place < BARS.length; place += 1) {
          const from = at + count + (place * count + row) * last;
          defineProperty(found, BARS[place], { value: numbers(from, length), enumerable: true });
        }
        return freeze(found);
      };
      return (made[key] ??= freeze({ last, of }));
    };
    const named = (name) => {
      let fits = name.length > 0 && name.length <= NAME;
      for (let at = 0; fits && at < name.length; at += 1) {
        const code = apply(charCodeAt, name, [at]);
        fits = (code >= 97 && code <= 122) || (at > 0 && (code === 95 || (code >= 48 && code <= 57)));
      }
      if (!fits) refuse(TypeError, 'hit: a figure must be called by small letters, digits and _, not ' + cut(name, 40));
      return stringify(name);
    };
    const hit = (which, figures = {}, reason = '') => {
      const row = rowOf(which, 'hit');
      if (reported[row] === 1) refuse(RangeError, 'hit: ' + symbols[row] + ' was reported by this scan already');
      if (typeof figures !== 'object' || figures === null) refuse(TypeError, 'hit: figures must be an object of numbers');
      if (typeof reason !== 'string') refuse(TypeError, 'hit: the reason must be a text');
      const names = keys(figures);
      if (names.length > FIGURES) refuse(RangeError, 'hit: ' + names.length + ' figures; allowed: ' + FIGURES);
      let json = '';
      for (let at = 0; at < names.length; at += 1) {
        const value = figures[names[at]];
        if (typeof value !== 'number' || !isFinite(value)) refuse(TypeError, 'hit: figure ' + cut(names[at], 40) + ' of ' + symbols[row] + ' must be a finite number, not ' + cut(shown(value), 40));
        json += (at > 0 ? ',' : '') + named(names[at]) + ':' + value;
      }
      reported[row] = 1;
      hits += (hits === '' ? '' : ',') + '[' + row + ',{' + json + '},' + stringify(cut(reason, REASON)) + ']';
    };
    const addSymbol = (which) => {
      const row = rowOf(which, 'addSymbol');
      if (promoted[row] === 1 || asked[row] === 1) return false;
      asked[row] = 1;
      promotions += (promotions === '' ? '' : ',') + row;
      return true;
    };
    const doubt = (which) => {
      const row = rowOf(which, 'unknown');
      unknown += 1 - doubted[row];
      doubted[row] = 1;
    };
    const check = (which, name, value, operator, threshold, unit) => {
      const row = rowOf(which, 'check');
      return checks.check(row, symbols[row], name, value, operator, threshold, unit);
    };
    // What a check could not say is unknown, also where the script does not say so itself.
    settle = () => {
      if (!checks.isAnyOpen()) return;
      for (let row = 0; row < count; row += 1) if (reported[row] === 0 && checks.isOpen(row)) doubt(row);
    };
    const isPromoted = (which) => promoted[rowOf(which, 'isPromoted')] === 1;
    const indexOf = (symbol) => rows[symbol] ?? -1;
    return freeze({
      ...common(), now, minutesSinceOpen, minutesToClose, count, symbols, sectors, indexOf, isPromoted,
      latest, indicator, bars, check, hit, unknown: doubt, addSymbol,
    });
  };

  const describe = (thrown) => {
    let message = 'something that cannot be shown';
    let stack = '';
    try {
      const isObject = (typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function';
      const text = isObject ? thrown.message : undefined;
      if (typeof text === 'string') {
        const { name } = thrown;
        message = (typeof name === 'string' ? cut(name, 40) + ': ' : '') + cut(text, 300);
      } else if (thrown === null) message = 'null was thrown, which is what is left to throw when it is out of memory';
      else message = cut(shown(thrown), 300);
      const trace = isObject ? thrown.stack : undefined;
      if (typeof trace === 'string') stack = cut(trace, 2000);
    } catch {}
    return '[' + stringify(message) + ',' + stringify(stack) + ']';
  };

  return {
    begin(text) { facts = parse(text); chance = facts.seed | 0; freeze(facts.params); checks.begin(); },
    setupContext,
    needs() { kinds = parse('[' + needs + ']'); return '[' + needs + ']'; },
    watch(text) {
      const given = parse(text);
      rows = create(null);
      const names = [];
      const groups = [];
      for (let row = 0; row < given.length; row += 1) {
        defineProperty(names, row, { value: given[row].symbol, enumerable: true });
        defineProperty(groups, row, { value: given[row].sector, enumerable: true });
        rows[given[row].symbol] = row;
      }
      symbols = freeze(names);
      sectors = freeze(groups);
    },
    scanContext,
    findings() {
      settle();
      return '{"hits":[' + hits + '],"promotions":[' + promotions + '],"unknown":' + unknown + ',"checks":' + checks.names() + '}';
    },
    checkNumbers: (place) => checks.numbers(place),
    teardownContext: () => freeze(common()),
    takeLog() {
      const text = '{"lines":[' + log + '],"dropped":' + (lines > LINES ? lines - LINES : 0) + '}';
      log = '';
      lines = 0;
      return text;
    },
    describe,
  };
})`;

/** What the prelude is called with. */
export const PRELUDE_LIMITS = JSON.stringify({
  LINES: SCRIPT_LIMITS.logLinesOfCall,
  LINE: SCRIPT_LIMITS.logLine,
  FIGURES: SCRIPT_LIMITS.figures,
  NAME: SCRIPT_LIMITS.figureName,
  REASON: SCRIPT_LIMITS.reason,
  CHECKS: SCRIPT_LIMITS.checks,
  CHECK: SCRIPT_LIMITS.checkName,
  OPERATORS: Object.fromEntries(COMPARISONS.map((operator) => [operator, true])),
  UNITS: Object.fromEntries(RULE_UNITS.map((unit) => [unit, true])),
});

/** Names of what it gives; each is called by the host alone. */
export const PRELUDE_FUNCTIONS = [
  'begin',
  'setupContext',
  'needs',
  'watch',
  'scanContext',
  'findings',
  'checkNumbers',
  'teardownContext',
  'takeLog',
  'describe',
] as const;

export type PreludeFunction = (typeof PRELUDE_FUNCTIONS)[number];
