// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, Platform } from 'electron-builder';
import { ensureElectron } from './electron-runtime.mjs';
import { SetupError } from './note.mjs';
import { inRoot } from './paths.mjs';

/**
 * The program unpacked beside Electron, for this system, as it would be installed.
 * @param {string} [output] folder to put it in
 * @returns {Promise<string>} its executable
 */
export async function packageFolder(output = inRoot('release')) {
  const runtime = await ensureElectron();
  const folder = resolve(output);
  await build({
    projectDir: inRoot(),
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: inRoot('electron-builder.yml'),
      directories: { output: folder },
      // The Electron that is here, whichever it is: nothing is fetched.
      electronDist: runtime.folder,
      electronVersion: versionOf(runtime.folder),
      // Electron's own start page has no business in a product.
      afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    },
  });
  return join(folder, executableIn());
}

/**
 * The installers of a system, around the official Electron.
 * @param {string} system linux, windows or mac
 * @returns {Promise<string[]>} what was made
 */
export async function packageInstallers(system) {
  const platform = { linux: Platform.LINUX, windows: Platform.WINDOWS, mac: Platform.MAC }[system];
  if (platform === undefined) throw new SetupError(`there is no system ${system}`);
  return build({ projectDir: inRoot(), targets: platform.createTarget(), publish: 'never' });
}

/** @param {string} folder */
function versionOf(folder) {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

function executableIn() {
  if (process.platform === 'darwin') {
    return join(
      process.arch === 'arm64' ? 'mac-arm64' : 'mac',
      'Tapedeck.app',
      'Contents',
      'MacOS',
      'Tapedeck',
    );
  }
  return process.platform === 'win32'
    ? join('win-unpacked', 'Tapedeck.exe')
    : join(process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'tapedeck');
}
