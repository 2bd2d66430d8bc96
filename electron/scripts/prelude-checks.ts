/**
 * Part of the prelude (prelude.ts): what a script asks of symbols by name, kept as numbers by row so that hits and
 * misses can be explained. A check is the same question at every scan of a session date; its numbers begin anew with
 * each scan. What is kept of a check: whether it was told of a row, what was measured, and what that was held against.
 */
export const PRELUDE_CHECKS = `((LIMITS, { Buffer, Numbers, isFinite, stringify, cut, shown, refuse, create }) => {
  const { CHECKS, CHECK, OPERATORS, UNITS } = LIMITS;
  const holds = {
    __proto__: null,
    '>': (one, other) => one > other,
    '>=': (one, other) => one >= other,
    '<': (one, other) => one < other,
    '<=': (one, other) => one <= other,
    '=': (one, other) => one === other,
    '!=': (one, other) => one !== other,
  };
  /** By name: its place, its operator (empty for yes or no) and its unit. */
  let known = create(null);
  let names = '';
  let count = 0;
  /** By check: the memory of this scan's numbers, and a view of it. */
  let memories = create(null);
  let views = create(null);
  let rows = 0;
  /** By row: 1 where a check could not say, 2 where one said no. */
  let marks = new Numbers(0);

  const knownAs = (name, operator, unit) => {
    const found = known[name];
    if (found !== undefined) {
      if (found.operator === operator && found.unit === unit) return found.place;
      refuse(TypeError, 'check ' + name + ': it is the same question at every scan; it was asked with ' + (found.operator || 'yes or no') + ' in ' + found.unit);
    }
    if (name === '' || name.length > CHECK) refuse(RangeError, 'check: a name has 1 to ' + CHECK + ' characters, not ' + name.length);
    if (operator !== '' && holds[operator] === undefined) refuse(TypeError, 'check ' + name + ': ' + cut(operator, 20) + ' is none of ' + OPERATORS);
    if (UNITS[unit] !== true) refuse(TypeError, 'check ' + name + ': ' + cut(unit, 20) + ' is no unit');
    if (count === CHECKS) refuse(RangeError, 'check ' + name + ': more than ' + CHECKS + ' checks; let a name stay the same, and put what changes into its numbers');
    const place = count;
    known[name] = { place, operator, unit };
    names += (place > 0 ? ',' : '') + '[' + stringify(name) + ',' + stringify(operator) + ',' + stringify(unit) + ']';
    count += 1;
    return place;
  };
  const viewOf = (place) => {
    if (views[place] === undefined) {
      memories[place] = new Buffer(rows * 24);
      views[place] = new Numbers(memories[place]);
    }
    return views[place];
  };
  const tell = (name, place, row, symbol, value, threshold, truth) => {
    const view = viewOf(place);
    if (view[row] === 1) refuse(RangeError, 'check ' + name + ' of ' + symbol + ' was told by this scan already');
    view[row] = 1;
    view[rows + row] = value;
    view[2 * rows + row] = threshold;
    if (truth === false) marks[row] = 2;
    else if (truth === null && marks[row] === 0) marks[row] = 1;
    return truth;
  };

  return {
    begin() { known = create(null); names = ''; count = 0; },
    beginScan(length) { rows = length; memories = create(null); views = create(null); marks = new Numbers(length); },
    /** Answers whether it holds; null where a number is missing. */
    check(row, symbol, name, value, operator, threshold, unit = 'number') {
      if (typeof name !== 'string') refuse(TypeError, 'check: its name must be a text');
      if (operator === undefined) {
        if (value !== true && value !== false && value !== null) {
          refuse(TypeError, 'check ' + cut(name, 40) + ': without an operator it must be true, false or null, not ' + cut(shown(value), 40));
        }
        const place = knownAs(name, '', unit);
        return tell(name, place, row, symbol, value === null ? NaN : value ? 1 : 0, NaN, value);
      }
      if (typeof operator !== 'string' || typeof unit !== 'string') refuse(TypeError, 'check ' + cut(name, 40) + ': operator and unit must be texts');
      if (typeof value !== 'number' || typeof threshold !== 'number') {
        refuse(TypeError, 'check ' + cut(name, 40) + ': numbers are compared, not ' + cut(shown(value), 40) + ' with ' + cut(shown(threshold), 40));
      }
      const place = knownAs(name, operator, unit);
      const truth = isFinite(value) && isFinite(threshold) ? holds[operator](value, threshold) : null;
      return tell(name, place, row, symbol, value, threshold, truth);
    },
    /** True where some check could not say, and none said no. */
    isOpen: (row) => marks[row] === 1,
    names: () => '[' + names + ']',
    /** The numbers of a check at this scan: told, measured and held against, for each row; none where it was not told. */
    numbers: (place) => memories[place] ?? new Buffer(0),
  };
})`;
