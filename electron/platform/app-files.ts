import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every regular file of a folder by its URL path (`/assets/index.js`). Links are
 * left out. A request is looked up here, never joined to a path, so no spelling
 * of `..` leads anywhere.
 */
export function fileManifest(folder: string): ReadonlyMap<string, string> {
  const manifest = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) manifest.set(`/${entry.name}`, path);
    if (!entry.isDirectory()) continue;
    for (const [inner, innerPath] of fileManifest(path)) manifest.set(`/${entry.name}${inner}`, innerPath);
  }
  return manifest;
}

/**
 * The one style sheet that comes without a nonce: the chart library writes it beside its attribution logo. It is
 * named by what it says, so that no other passes. A test compares it with the library.
 */
const CHART_LOGO_STYLES = "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='";

/** Nothing but our own files; style elements only with the page's nonce; no connection to anywhere. */
export function contentSecurityPolicy(nonce: string | undefined): string {
  const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}' ${CHART_LOGO_STYLES}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}
