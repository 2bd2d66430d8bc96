export const APP_SCHEME = 'app';
export const APP_HOST = 'tapedeck';
export const SAFE_PAGE_PATH = '/safe.html';
/** The only origin that the window ever shows. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const WORKSTATION_URL = `${APP_ORIGIN}/index.html`;
export const SAFE_PAGE_URL = `${APP_ORIGIN}${SAFE_PAGE_PATH}`;
