import { expect, it } from 'vitest';
import { failure, type Result, success } from '../../shared/domain/result.ts';
import { type SymbolId, symbolId } from '../../shared/domain/symbol.ts';
import { askEach } from './ask-each.ts';

const SYMBOLS = Array.from({ length: 40 }, (_each, number) => symbolId(`S${number}`));

it('answers for every symbol, in their order, a few at a time', async () => {
  let underWay = 0;
  let most = 0;
  const answers = await askEach(SYMBOLS, async (symbol) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 0));
    underWay -= 1;
    return symbol === 'S7' ? failure('symbol_locked', 'S7 is locked.') : success(true);
  });
  expect([...answers.keys()]).toEqual(SYMBOLS);
  expect([...answers].filter(([, reply]) => !reply.ok).map(([symbol]) => symbol)).toEqual(['S7']);
  expect(most).toBe(16);
});

it('asks again where it was too much at once', async () => {
  const refused = new Set<SymbolId>();
  const answers = await askEach(SYMBOLS.slice(0, 3), async (symbol): Promise<Result<boolean>> => {
    if (refused.has(symbol)) return success(true);
    refused.add(symbol);
    return failure('rate_exceeded', 'More than 50 requests a second.');
  });
  expect([...answers.values()].every((reply) => reply.ok)).toBe(true);
});
