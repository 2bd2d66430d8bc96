import { expect, it } from 'vitest';
import { PauseGate } from './pause-gate.ts';

it('lets pass while it is open, and holds until it is opened again', async () => {
  const gate = new PauseGate();
  await gate.pass();
  gate.open();
  gate.close();
  gate.close();
  expect(gate.isClosed).toBe(true);
  const passed: number[] = [];
  const waiting = [1, 2].map((number) => gate.pass().then(() => passed.push(number)));
  await Promise.resolve();
  expect(passed).toEqual([]);
  gate.open();
  await Promise.all(waiting);
  expect(passed).toEqual([1, 2]);
  expect(gate.isClosed).toBe(false);
});

it('holds on where it is closed again before the waiting one has passed', async () => {
  const gate = new PauseGate();
  gate.close();
  let passed = false;
  const waiting = gate.pass().then(() => {
    passed = true;
  });
  gate.open();
  gate.close();
  await Promise.resolve();
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.open();
  await waiting;
});
