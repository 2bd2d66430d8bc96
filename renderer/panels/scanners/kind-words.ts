import type { ScannerConfig } from '../../../shared/domain/session-config.ts';

/** `rule · 1d`, `script, sandboxed`, `built-in`: what a scanner is, and on which bars. */
export function kindWords({ kind, config }: ScannerConfig): string {
  if (kind === 'rule') {
    return `rule · ${typeof config.interval === 'string' ? config.interval : '1d'}`;
  }
  return kind === 'script' ? 'script, sandboxed' : `built-in · ${kind}`;
}
