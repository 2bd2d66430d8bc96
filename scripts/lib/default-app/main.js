// Opens the app whose folder is on the command line, as Electron's own default
// app does: `electron [-r module]... [switches] folder`. Packed into
// default_app.asar of the development runtime, which comes without one.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { folder, modules } = readArguments(process.argv.slice(1));
const requireHere = createRequire(join(process.cwd(), 'electron.js'));
for (const name of modules) requireHere(name);

if (folder === undefined) {
  console.error('This is the Electron runtime of a development set-up: it needs the folder of an app.');
  app.exit(1);
} else {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setVersion(description.version ?? '0.0.0');
  app.setName(description.productName ?? description.name);
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  app.setAppPath(folder);
  // Awaited at the top level: `ready` is held back until this module is done,
  // so the app's main can still register privileged schemes.
  await import(pathToFileURL(join(folder, description.main ?? 'index.js')).href);
}

function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      modules.push(args[index]);
    } else if (argument.startsWith('--require=')) {
      modules.push(argument.slice('--require='.length));
    } else if (!argument.startsWith('-')) {
      return { folder: resolve(argument), modules };
    }
  }
  return { folder: undefined, modules };
}
