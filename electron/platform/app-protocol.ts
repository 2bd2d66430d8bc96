import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { APP_HOST, APP_SCHEME, SAFE_PAGE_PATH } from './app-address.ts';
import { contentSecurityPolicy, fileManifest } from './app-files.ts';
import { SAFE_PAGE_HTML } from './safe-page.ts';

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
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files that lie in `folder` now, each under its own fixed address and no other. */
export function serveApp(session: Session, folder: string): void {
  const manifest = fileManifest(folder);
  session.protocol.handle(APP_SCHEME, (request) => respond(request, manifest));
}

async function respond(request: Request, manifest: ReadonlyMap<string, string>): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== APP_HOST) return refused(403);
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
