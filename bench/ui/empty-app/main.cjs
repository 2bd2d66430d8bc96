// The least that an Electron program with a window can be: what the product is measured against.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1600, height: 1000, show: false, backgroundColor: '#0B0E13' });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
