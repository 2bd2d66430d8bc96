import types from './kit/scanner.d.ts?raw';
import template from './kit/template.js?raw';
import type { ScriptKit } from './script-folder.ts';

/** What the program gives to who writes scripts. */
export const SCRIPT_KIT: ScriptKit = { template, types };
