/** Shown where the window's page has crashed again and again: no script, no style sheet, nothing to fail. */
export const SAFE_PAGE_HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tapedeck</title>
<style nonce="__CSP_NONCE__">
body { margin: 0; height: 100vh; display: grid; place-content: center; gap: 8px;
  background: #0b0e13; color: #e6eaf0; font: 13px/20px system-ui, sans-serif; max-width: 520px; margin: 0 auto; }
h1 { font-size: 14px; margin: 0; } p { margin: 0; color: #a9b4c2; }
</style></head>
<body>
<h1>The window stopped three times within a minute</h1>
<p>The session itself goes on: scanners, locks and files are not touched. Close this window and start
Tapedeck again to see it. If it happens again, start with <code>--disable-gpu</code>.</p>
</body>
</html>`;
