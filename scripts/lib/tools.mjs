// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * The script behind a command of an installed package, to be run with Node.
 * @param {string} packageName
 * @param {string} command
 */
export function toolScript(packageName, command) {
  const { bin } = JSON.parse(readFileSync(inRoot('node_modules', packageName, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (typeof script !== 'string') throw new Error(`${packageName} has no command ${command}`);
  return inRoot('node_modules', packageName, script);
}
