// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDesktop } from './lib/desktop.mjs';
import { runOnDisplay } from './lib/display.mjs';
import { icnsFile, icoFile } from './lib/icon-files.mjs';
import { note } from './lib/note.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const ICNS_SIZES = [16, 32, 64, 128, 256, 512, 1024];

// Draws assets/icons/icon.svg into the icon files of the three systems. To be run when the drawing changes.
await runMain(async () => {
  const { executable, env } = await ensureDesktop();
  const sizes = [...new Set([...ICO_SIZES, ...ICNS_SIZES])];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-icons-'));
  const script = inRoot('scripts', 'lib', 'draw-icons');
  const drawing = inRoot('assets', 'icons', 'icon.svg');
  const args = [...asRoot, '--log-level=3', script, drawing, JSON.stringify(sizes), folder];
  const code = await runOnDisplay(executable, args, env);
  if (code !== 0) return code;
  const png = (/** @type {number} */ size) => readFileSync(join(folder, `${size}.png`));
  const pictures = (/** @type {number[]} */ wanted) => wanted.map((size) => ({ size, png: png(size) }));
  writeFileSync(inRoot('assets', 'icons', 'icon.png'), png(1024));
  writeFileSync(inRoot('assets', 'icons', 'icon.ico'), icoFile(pictures(ICO_SIZES)));
  writeFileSync(inRoot('assets', 'icons', 'icon.icns'), icnsFile(pictures(ICNS_SIZES)));
  rmSync(folder, { recursive: true });
  note('drawn: assets/icons/icon.png, icon.ico, icon.icns');
  return 0;
});
