import { readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { buildChild } from '../testing/build-child.ts';
import { runAndKill } from '../testing/run-and-kill.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { newestVersion, sweepUnfinished } from './catalogue.ts';
import { digestOf } from './write-version.ts';

const KILLS = Number(process.env.TAPEDECK_TEST_KILLS ?? 7);

it('no kill -9 leaves half a dataset or takes an acknowledged one away', {
  timeout: 20_000 + KILLS * 3_000,
}, async () => {
  const program = temporaryFolder();
  symlinkSync(resolve('node_modules'), join(program, 'node_modules'), 'junction');
  const child = await buildChild(resolve('electron/testing/archive-child.ts'), program);
  const root = temporaryFolder();
  let [acknowledged, swept] = [0, 0];
  for (let kill = 0; kill < KILLS; kill += 1) {
    // A spread of moments, the same in every run.
    const output = await runAndKill(child, [root], (kill * 0.618_034 * 600) % 600);
    const said = output.match(/(?<=^version )\d+$/gm) ?? [];
    acknowledged = Math.max(acknowledged, ...said.map(Number));

    swept += (await sweepUnfinished(root)).length;
    const left = readdirSync(root);
    expect(left.length === 0 ? ['bars'] : left).toEqual(['bars']);
    const newest = await newestVersion(root, 'bars');
    expect(newest?.manifest.version ?? 0).toBeGreaterThanOrEqual(acknowledged);
    for (const { path, ...digest } of newest?.manifest.files ?? []) {
      expect(await digestOf(join(newest?.folder ?? '', path))).toEqual(digest);
    }
  }
  // Kills that met no import would prove nothing.
  expect(acknowledged).toBeGreaterThan(0);
  expect(swept).toBeGreaterThan(KILLS / 3);
});
