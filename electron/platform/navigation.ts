import { shell, type WebContents } from 'electron';

/** Where the chart library's attribution leads, as its licence asks; the one address that is ever opened outside. */
const CHART_LIBRARY = 'https://www.tradingview.com/';

/**
 * The page stays where the program put it: no navigation, no new window, no embedded page. A press on the chart
 * library's logo opens that library's page in the browser: the address is ours, whatever the page asked for.
 */
export function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith(CHART_LIBRARY)) void shell.openExternal(CHART_LIBRARY);
    return { action: 'deny' };
  });
}
