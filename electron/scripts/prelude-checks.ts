/**
 * Part of the prelude (prelude.ts): what a script asks of symbols by name, kept as numbers by row so that hits and
 * misses can be explained. A check is the same question at every scan of a session date; its numbers begin anew with
 * each scan. What is kept of a check: whether it was told of a row, what was measured, and what that was held against.
 */
export const PRELUDE_CHECKS = `((LIMITS, { Buffer, Numbers, stringify, cut, shown, refuse, create }) => {
  const { CHECKS, CHECK, OPERATORS, UNITS } = LIMITS;
  /** By name: its place, its operator (undefined for yes or no) and its unit. */
  let known = create(null);
  let names = '';
  let count = 0;
  /** By check: the memory of this scan's numbers, and a view of it. */
  let memories = create(null);
  let views = create(null);
  let rows = 0;
  /** By row: 1 where a check could not say, 2 where one said no. */
  let marks = new Numbers(0);
  let isAnyOpen = false;

  /** The place of a check that is new, or a refusal. */
  const placeOf = (name, operator, unit) => {
    if (typeof name !== 'string') refuse(TypeError, 'check: its name must be a text');
    if (typeof unit !== 'string' || (operator !== undefined && typeof operator !== 'string')) {
      refuse(TypeError, 'check ' + cut(name, 40) + ': operator and unit must be texts');
    }
    const found = known[name];
    if (found !== undefined) refuse(TypeError, 'check ' + name + ': it is the same question at every scan; it was asked with ' + (found.operator ?? 'yes or no') + ' in ' + found.unit);
    if (name === '' || name.length > CHECK) refuse(RangeError, 'check: a name has 1 to ' + CHECK + ' characters, not ' + name.length);
    if (operator !== undefined && OPERATORS[operator] !== true) refuse(TypeError, 'check ' + name + ': ' + cut(operator, 20) + ' is no comparison');
    if (UNITS[unit] !== true) refuse(TypeError, 'check ' + name + ': ' + cut(unit, 20) + ' is no unit');
    if (count === CHECKS) refuse(RangeError, 'check ' + name + ': more than ' + CHECKS + ' checks; let a name stay the same, and put what changes into its numbers');
    known[name] = { place: count, operator, unit };
    names += (count > 0 ? ',' : '') + '[' + stringify(name) + ',' + stringify(operator ?? '') + ',' + stringify(unit) + ']';
    count += 1;
    return count - 1;
  };
  const begun = (place) => {
    memories[place] = new Buffer(rows * 24);
    views[place] = new Numbers(memories[place]);
    return views[place];
  };
  const yesOrNo = (name, value) => {
    if (value === true || value === false || value === null) return value;
    return refuse(TypeError, 'check ' + cut(name, 40) + ': without an operator it must be true, false or null, not ' + cut(shown(value), 40));
  };
  const notNumbers = (name, value, threshold) =>
    refuse(TypeError, 'check ' + cut(name, 40) + ': numbers are compared, not ' + cut(shown(value), 40) + ' with ' + cut(shown(threshold), 40));

  return {
    begin() { known = create(null); names = ''; count = 0; },
    beginScan(length) { rows = length; memories = create(null); views = create(null); marks = new Numbers(length); isAnyOpen = false; },
    /** Answers whether it holds; null where a number is missing. In one piece, since a call costs more than what it does. */
    check(row, symbol, name, value, operator, threshold, unit = 'number') {
      const found = typeof name === 'string' ? known[name] : undefined;
      const place = found !== undefined && found.operator === operator && found.unit === unit
        ? found.place
        : placeOf(name, operator, unit);
      let truth = null;
      let measured = value;
      if (operator === undefined) {
        truth = yesOrNo(name, value);
        measured = truth === null ? NaN : truth ? 1 : 0;
      } else {
        if (typeof value !== 'number' || typeof threshold !== 'number') notNumbers(name, value, threshold);
        // The difference with itself is 0 for what is finite alone.
        if (value - value === 0 && threshold - threshold === 0) {
          if (operator === '>') truth = value > threshold;
          else if (operator === '>=') truth = value >= threshold;
          else if (operator === '<') truth = value < threshold;
          else if (operator === '<=') truth = value <= threshold;
          else if (operator === '=') truth = value === threshold;
          else truth = value !== threshold;
        }
      }
      const view = views[place] ?? begun(place);
      if (view[row] === 1) refuse(RangeError, 'check ' + name + ' of ' + symbol + ' was told by this scan already');
      view[row] = 1;
      view[rows + row] = measured;
      view[2 * rows + row] = operator === undefined ? NaN : threshold;
      if (truth === false) marks[row] = 2;
      else if (truth === null && marks[row] === 0) {
        marks[row] = 1;
        isAnyOpen = true;
      }
      return truth;
    },
    /** True where some check could not say, and none said no. */
    isOpen: (row) => marks[row] === 1,
    isAnyOpen: () => isAnyOpen,
    names: () => '[' + names + ']',
    /** The numbers of a check at this scan: told, measured and held against, for each row; none where it was not told. */
    numbers: (place) => memories[place] ?? new Buffer(0),
  };
})`;
