// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, runQuietly } from './command.mjs';
import { needsVirtualDisplay } from './display.mjs';
import { note, SetupError } from './note.mjs';

/** Debian packages that a bare machine lacks to run Electron. */
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
];
const VIRTUAL_DISPLAY = ['xvfb', 'xauth'];

/**
 * Sees to it that Electron can be loaded and shown: as root on Debian it installs
 * what is missing, else it refuses with the one command that does.
 * @param {string} executable of Electron
 */
export async function ensureSystemLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingParts(executable);
  if (missing.length === 0) return;
  note(`missing on this machine: ${missing.join(', ')}`);
  if (process.getuid?.() !== 0 || findProgram('apt-get') === undefined) {
    const packages = [...LIBRARIES, ...VIRTUAL_DISPLAY].join(' ');
    throw new SetupError(
      `please install them first:\n  sudo apt-get update && sudo apt-get install -y ${packages}`,
    );
  }
  await install();
  const still = await missingParts(executable);
  if (still.length > 0) throw new SetupError(`still missing after the installation: ${still.join(', ')}`);
}

/** @param {string} executable @returns {Promise<string[]>} */
async function missingParts(executable) {
  const linked = await capture('ldd', [executable]);
  const missing = missingLibraries(linked.stdout);
  if (needsVirtualDisplay()) {
    missing.push(...['xvfb-run', 'Xvfb', 'xauth'].filter((program) => findProgram(program) === undefined));
  }
  return missing;
}

/** The libraries that ldd names as not found. @param {string} listing @returns {string[]} */
export function missingLibraries(listing) {
  const names = [...listing.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/**
 * The package names of this release: since Debian 13 and Ubuntu 24.04 some
 * libraries carry a suffix for 64-bit time.
 * @param {readonly string[]} wanted
 * @param {ReadonlySet<string>} known
 * @returns {string[]}
 */
export function packageNames(wanted, known) {
  return wanted.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  note('installing the system libraries with apt-get');
  const updated = await capture('apt-get', ['-qq', 'update'], { env });
  if (updated.code !== 0) throw new SetupError(`apt-get update failed:\n${updated.stderr.trim()}`);
  const listed = await capture('apt-cache', ['pkgnames'], { env });
  const packages = packageNames([...LIBRARIES, ...VIRTUAL_DISPLAY], new Set(listed.stdout.split('\n')));
  const args = ['-qq', '-o=Dpkg::Use-Pty=0', '--no-install-recommends', 'install', '-y', ...packages];
  if ((await runQuietly('apt-get', args, { env })) !== 0) throw new SetupError('apt-get install failed');
}

/** @param {string} name @returns {string | undefined} */
function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
