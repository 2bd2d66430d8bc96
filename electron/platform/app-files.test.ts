import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fileManifest } from './app-files.ts';

describe('fileManifest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-files-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '');
    writeFileSync(join(folder, 'assets', 'index.js'), '');
    symlinkSync('/etc/passwd', join(folder, 'secret'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('names each regular file by its address, and no link', () => {
    expect([...fileManifest(folder).keys()].sort()).toEqual(['/assets/index.js', '/index.html']);
  });

  it.each([
    '/../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/assets%5c..%5cindex.html',
    '/assets/../index.html',
    '//index.html',
    '/secret',
    '/INDEX.HTML',
    '/assets',
    '/index.html\0.js',
    '/C:/Windows/win.ini',
    '/CON',
  ])('knows nothing of %j', (address) => {
    expect(fileManifest(folder).get(address)).toBeUndefined();
  });
});

describe('contentSecurityPolicy', () => {
  it('allows our own files, styles by nonce, and nothing else', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:|blob:/);
  });

  it('lets the style sheet of the chart library through that is installed, and no other', () => {
    const library = readFileSync(
      'node_modules/lightweight-charts/dist/lightweight-charts.production.mjs',
      'utf8',
    );
    const [sheet] = /a#tv-attr-logo\{[^`"']*/.exec(library) ?? [''];
    const hash = createHash('sha256').update(sheet).digest('base64');
    const hashes = contentSecurityPolicy('abc').match(/'sha256-[^']*'/g);
    expect(hashes).toEqual([`'sha256-${hash}'`]);
  });
});
