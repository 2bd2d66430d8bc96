// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { inRoot } from './paths.mjs';
import { runInGroup } from './process-group.mjs';

const onUnix = process.platform !== 'win32';

/** @param {number} pid */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(onUnix)('a program in a group of its own', () => {
  it('gives its exit code', async () => {
    expect(await runInGroup('sh', ['-c', 'exit 7'])).toBe(7);
    expect(await runInGroup('sh', ['-c', 'kill -TERM $$'])).toBe(128 + 15);
  });

  it('rejects where there is no such program', async () => {
    await expect(runInGroup('/no/such/program', [])).rejects.toThrow('ENOENT');
  });

  it('takes the signal that we get, and leaves no helper behind', async () => {
    const module = pathToFileURL(inRoot('scripts', 'lib', 'process-group.mjs')).href;
    const program = 'trap "exit 5" TERM; sleep 60 & echo $!; while true; do sleep 0.05; done';
    const script = `const { runInGroup } = await import('${module}');
      process.exitCode = await runInGroup('sh', ['-c', ${JSON.stringify(program)}]);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = await once(parent.stdout, 'data');
    const helper = Number(String(text));
    expect(lives(helper)).toBe(true);
    parent.kill('SIGTERM');
    const [code] = await once(parent, 'exit');
    expect(code).toBe(5);
    await vi.waitFor(() => expect(isGone(helper)).toBe(true));
  });
});

/** A dead process without a living parent may stay in the table as a zombie. @param {number} pid */
function isGone(pid) {
  if (!lives(pid)) return true;
  return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}
