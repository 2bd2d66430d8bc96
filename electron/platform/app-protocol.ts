import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { SAFE_PAGE_HTML } from './safe-page.ts';

const SCHEME = 'app';
const HOST = 'tapedeck';
const SAFE_PAGE_PATH = '/safe.html';
/** The only origin that the window ever shows. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const WORKSTATION_URL = `${APP_ORIGIN}/index.html`;
export const SAFE_PAGE_URL = `${APP_ORIGIN}${SAFE_PAGE_PATH}`;

/** Replaced in every served page by a number that is used once. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready: the scheme gets an origin, modules and fetch, like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files that lie in `folder` now, each under its own fixed address and no other. */
export function serveApp(session: Session, folder: string): void {
  const manifest = fileManifest(folder);
  session.protocol.handle(SCHEME, (request) => respond(request, manifest));
}

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

async function respond(request: Request, manifest: ReadonlyMap<string, string>): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== HOST) return refused(403);
  if (url.pathname === SAFE_PAGE_PATH) return page(SAFE_PAGE_HTML);
  const path = manifest.get(url.pathname);
  if (path === undefined) return refused(404);
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  if (extname(path) === '.html') return page(await readFile(path, 'utf8'));
  return new Response(new Uint8Array(await readFile(path)), { headers: headers(type, undefined) });
}

function page(html: string): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(html.replaceAll(NONCE_PLACEHOLDER, nonce), {
    headers: headers('text/html; charset=utf-8', nonce),
  });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain', undefined) });
}

function headers(contentType: string, nonce: string | undefined): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/** Nothing but our own files; style elements only with the page's nonce; no connection to anywhere. */
export function contentSecurityPolicy(nonce: string | undefined): string {
  const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
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
