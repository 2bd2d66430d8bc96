import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScriptSandbox } from '../engine/scripts/contract.ts';
import { HOSTILE_SCRIPTS } from '../testing/hostile-scripts.ts';
import { plainFrame, SCRIPT_FACTS, threadScripts } from '../testing/script-sandbox.ts';

const HONEST = {
  file: 'honest.js',
  text: `export function setup(context) { context.latest('1d'); }
    export function scan(context) {
      const { close } = context.latest('1d');
      for (let row = 0; row < context.count; row += 1) if (close[row] > 15) context.hit(row, { close: close[row] }, 'high');
    }`,
};

let sandbox: ScriptSandbox;
beforeAll(async () => {
  sandbox = (await threadScripts()).sandbox();
});
afterAll(async () => {
  await honestFinds();
  await sandbox.end();
});

async function outcomeOf(text: string) {
  const begun = await sandbox.begin({ file: 'tried.js', text }, SCRIPT_FACTS);
  return begun.result.ok ? (await sandbox.scan(plainFrame(begun.result.value))).result : begun.result;
}

/** An honest script finds what it always finds. */
async function honestFinds(): Promise<void> {
  const begun = await sandbox.begin(HONEST, SCRIPT_FACTS);
  if (!begun.result.ok) throw new Error(begun.result.error.message);
  // Column `close` begins after the promoted marks and four others, of three symbols each.
  const { result } = await sandbox.scan(plainFrame(begun.result.value));
  expect(result).toEqual({
    ok: true,
    value: {
      hits: [
        { row: 1, figures: { close: 16 }, reason: 'high' },
        { row: 2, figures: { close: 17 }, reason: 'high' },
      ],
      promotions: [],
      unknown: 0,
      checks: [],
    },
  });
}

/** Scripts after which an honest one is tried. */
const HONEST_EVERY = 5;
let tried = 0;

describe('a script that means ill', () => {
  it('has many kinds here', () => {
    expect(HOSTILE_SCRIPTS.length).toBeGreaterThanOrEqual(170);
    expect(new Set(HOSTILE_SCRIPTS.map(({ name }) => name)).size).toBe(HOSTILE_SCRIPTS.length);
  });

  it.each(HOSTILE_SCRIPTS)(
    'gets nowhere, and those after it are not harmed: $name',
    async ({ expected, text }) => {
      const outcome = await outcomeOf(text);
      if ('refused' in expected) {
        expect(outcome.ok).toBe(false);
        const message = outcome.ok ? '' : outcome.error.message;
        expect(message).toMatch(expected.refused);
        expect(message.length).toBeLessThan(400);
      } else {
        expect(outcome.ok ? outcome.value : outcome.error.message).toMatchObject({
          hits: [{ row: 0, reason: expected.sees }],
        });
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
      // In one thread all the while: what had spoiled it would still be there.
      if (tried++ % HONEST_EVERY === 0) await honestFinds();
    },
  );
});
