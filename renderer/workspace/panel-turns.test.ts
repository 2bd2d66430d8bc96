import { describe, expect, it } from 'vitest';
import { PanelTurns } from './panel-turns.ts';

function start() {
  const waiting: (() => void)[] = [];
  const turns = new PanelTurns((go) => waiting.push(go));
  return { turns, idle: () => waiting.shift()?.(), pending: () => waiting.length };
}

describe('the panels of the first arrangement', () => {
  it('wait for their turn, but for the universe', () => {
    const { turns } = start();
    expect(['universe', 'chart', 'hits'].map((kind) => turns.isFree(kind))).toEqual([true, false, false]);
  });

  it('are drawn one at a time, in the order in which they ask', () => {
    const { turns, idle } = start();
    const drawn: string[] = [];
    for (const kind of ['chart', 'hits', 'log']) turns.wait(() => drawn.push(kind));
    expect(drawn).toEqual([]);
    idle();
    expect(drawn).toEqual(['chart']);
    idle();
    idle();
    expect(drawn).toEqual(['chart', 'hits', 'log']);
  });

  it('are not drawn where they were closed before', () => {
    const { turns, idle } = start();
    const drawn: string[] = [];
    const leave = turns.wait(() => drawn.push('chart'));
    turns.wait(() => drawn.push('hits'));
    leave();
    idle();
    expect(drawn).toEqual(['hits']);
  });

  it('leave no wait to those that are opened later', () => {
    const { turns, idle, pending } = start();
    turns.wait(() => undefined);
    idle();
    idle();
    expect(turns.isFree('chart')).toBe(true);
    expect(pending()).toBe(0);
  });
});
