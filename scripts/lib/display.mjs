// @ts-check
import { runInGroup } from './process-group.mjs';

/**
 * True where there is no screen to open a window on.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function needsVirtualDisplay(platform = process.platform, env = process.env) {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/**
 * Runs a program in the foreground, under a virtual screen of its own where there is
 * no other. Once the program has ended, xvfb-run ends too, and tidies up.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export function runOnDisplay(program, args, env) {
  if (!needsVirtualDisplay()) return runInGroup(program, args, { env });
  // Some releases of xvfb-run send the program's stderr to stdout: 3 is the true one.
  const inner = 'echo $$ >&4; exec "$@" 2>&3 3>&- 4>&-';
  const screen = '--server-args=-screen 0 1600x1000x24 -nolisten tcp';
  const wrapper = ['-a', screen, 'sh', '-c', inner, 'sh', program, ...args];
  return runInGroup('xvfb-run', wrapper, { env, wrapped: true });
}
