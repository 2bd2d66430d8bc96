// @ts-check
import { ensureBuilt } from './build-state.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { needsVirtualDisplay } from './display.mjs';
import { electronEnvironment, ensureElectron } from './electron-runtime.mjs';
import { note } from './note.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * @typedef {object} Desktop
 * @property {string} executable Electron's
 * @property {NodeJS.ProcessEnv} env
 */

/** Everything the app needs to run on this machine; costs nothing when it is there. @returns {Promise<Desktop>} */
export async function ensureDesktop() {
  await ensureDependencies();
  const runtime = await ensureElectron();
  await ensureSystemLibraries(runtime.executable);
  if (needsVirtualDisplay()) note('no display here: running under xvfb-run');
  const env = {
    ...process.env,
    ...electronEnvironment(runtime),
    // LANG=C gives the window an invalid language.
    ...(process.platform === 'linux' ? { LANG: 'en_US.UTF-8' } : {}),
  };
  return { executable: runtime.executable, env };
}

/** Like {@link ensureDesktop}, with the app built. @returns {Promise<Desktop>} */
export async function ensureApp() {
  const desktop = await ensureDesktop();
  await ensureBuilt();
  return desktop;
}
