import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { EvidenceCondition, EvidenceNode } from '../../../shared/rules/evidence.ts';
import { cardText } from './card-text.ts';
import { closestToFailing, evidenceRows, marginWords, missWords } from './evidence-rows.ts';

function condition(part: Partial<EvidenceCondition>): EvidenceCondition {
  return {
    ...{ kind: 'condition', text: 'close > 100', truth: true, value: 110, threshold: 100 },
    ...{ needs: '> 100.00', unit: 'price', margin: 0.1, unknownBecause: null, parts: [] },
    ...part,
  };
}

const RVOL = condition({ text: 'rvol >= 2', value: 2.02, threshold: 2, unit: 'ratio', margin: 0.01 });
const GAP = condition({
  text: 'gap > 3 %',
  value: 1,
  threshold: 3,
  unit: 'percent',
  margin: -2,
  truth: false,
});
const TREE: EvidenceNode = {
  ...{ kind: 'all', truth: true },
  of: [condition({}), { kind: 'any', truth: true, of: [RVOL, GAP] }],
};

describe('the conditions of a hit', () => {
  it('are lines under their heads, with how many of them hold', () => {
    const rows = evidenceRows(TREE).map(({ depth, title, margin }) => [depth, title, margin]);
    expect(rows).toEqual([
      [0, 'All of', '2 of 2 true'],
      [1, 'close > 100', '+10.00 %'],
      [1, 'Any of', '1 of 2 true'],
      [2, 'rvol >= 2', '+1.00 %'],
      [2, 'gap > 3 %', '−2.00 pt'],
    ]);
  });

  it('say why one is unknown in place of what it needs', () => {
    const unknown = condition({
      truth: null,
      value: null,
      margin: null,
      unknownBecause: 'rsi(14) is not ready',
    });
    expect(evidenceRows(unknown)).toMatchObject([{ value: '', needs: 'rsi(14) is not ready', fill: null }]);
  });

  it('name the one that would turn first', () => {
    expect(closestToFailing(TREE)).toBe(RVOL);
    expect(marginWords(RVOL)).toBe('+1.00 %');
  });

  it('say in a sentence what a near miss would need', () => {
    const miss = (part: Partial<EvidenceCondition>) => missWords(condition({ truth: false, ...part }));
    expect(miss({ needs: '>= 100.00', margin: -0.01 })).toBe('needs ≥ 100.00');
    expect(miss({ needs: 'crosses above 13.68', margin: -0.01 })).toBe('has to cross above 13.68');
    expect(miss({ needs: 'crosses above 13.68', margin: 0 })).toBe('has to cross above 13.68');
    expect(miss({ needs: 'crosses above 13.68', margin: 0.02 })).toBe('already above 13.68');
  });

  it('can be sent as text', () => {
    const hit = {
      ...{ time: epochMs(Date.parse('2024-03-06T15:00:00Z')), symbol: symbolId('AAPL') },
      ...{ scanner: 'up', first: true, version: 1, metadata: {} },
    };
    expect(cardText(hit, TREE)).toBe(
      [
        'AAPL up 10:00:00 ET',
        '+ All of  2 of 2 true',
        '  + close > 100  110.00  > 100.00  +10.00 %',
        '  + Any of  1 of 2 true',
        '    + rvol >= 2  2.020  > 100.00  +1.00 %',
        '    - gap > 3 %  1.00 %  > 100.00  −2.00 pt',
      ].join('\n'),
    );
  });
});
