// Run by Electron: draws an SVG at several sizes into a folder, as <size>.png.
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** @param {string} svg @param {number[]} sizes */
const script = (svg, sizes) => `
  (async () => {
    const picture = new Image();
    picture.src = 'data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}';
    await picture.decode();
    return Object.fromEntries(${JSON.stringify(sizes)}.map((size) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = size;
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, size, size);
      return [size, canvas.toDataURL('image/png').split(',')[1]];
    }));
  })()`;

void app.whenReady().then(async () => {
  const [file, sizes, folder] = process.argv.slice(-3);
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<html></html>');
  const drawn = await window.webContents.executeJavaScript(
    script(readFileSync(file, 'utf8'), JSON.parse(sizes)),
  );
  for (const size of Object.keys(drawn)) {
    writeFileSync(join(folder, `${size}.png`), Buffer.from(drawn[size], 'base64'));
  }
  app.exit(0);
});
