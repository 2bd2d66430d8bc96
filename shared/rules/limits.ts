/** Longest text of a rule, in characters. */
export const LONGEST_RULE = 20_000;

/** Brackets, calls and signs that may stand inside each other. */
export const DEEPEST_NESTING = 64;

/** Levels of a rule's tree, `a + b + c` counting two: everything that walks a tree may do so by recursion. */
export const TALLEST_TREE = 400;

/** Most problems that are told at once. */
export const MOST_PROBLEMS = 20;

/** Most bars that `[n]`, a window or `bars_since` may look back. */
export const MOST_BARS_BACK = 2_000;

/** Most steps of `rising` and `falling`: each is a comparison of its own. */
export const MOST_TREND_BARS = 100;

/** Numbers are written below it, so that every one of them is exact to the unit. */
export const LARGEST_NUMBER = 1e15;

/** Most nodes of a checked rule: `rising(x, 100)` measures x a hundred times. */
export const MOST_MEASURES = 5_000;

/** Most earlier values that a window over arithmetic, or `bars_since`, may look at: each is kept for every symbol. */
export const MOST_LAGS = 400;

/** Longest text in quotes. */
export const LONGEST_TEXT = 200;
