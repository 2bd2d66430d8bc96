import { scriptConfig } from '../../scripts/script-config.ts';
import { ScriptScanner } from '../../scripts/script-scanner.ts';
import type { ScannerDefinition } from '../contract.ts';

/** A file of JavaScript that runs in a sandbox: `{"file": "my-scan.js", "sha256": "...", "params": {}}`. */
export const scriptScanner: ScannerDefinition = {
  kind: 'script',
  title: 'Script',
  description: 'JavaScript of your own, run in a sandbox once you trust it.',
  create: (config, parts) => new ScriptScanner(scriptConfig(config), parts?.scripts),
};
