import { describe, expect, it } from 'vitest';
import { CrashBudget } from './crash-budget.ts';

describe('CrashBudget', () => {
  it('gives up at the third crash within a minute', () => {
    const budget = new CrashBudget();
    expect([0, 20_000, 59_000].map((at) => budget.allowsReload(at))).toEqual([true, true, false]);
  });

  it('forgets crashes that are older than a minute', () => {
    const budget = new CrashBudget();
    expect([0, 20_000, 61_000].map((at) => budget.allowsReload(at))).toEqual([true, true, true]);
  });
});
