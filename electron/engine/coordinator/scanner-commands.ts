import type { Result } from '../../../shared/domain/result.ts';
import type { ScannerChange } from '../scanners/scanner-edits.ts';
import type { PlacedScanner, ScannerEdit } from '../scanners/scanner-list.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** What a user does to the session's scanners. It counts for every scan from here on. */
export interface ScannerActs {
  saveScanner(edit: ScannerEdit): Result<ScannerChange>;
  /** Answers the scanner and its place, for the way back. */
  removeScanner(name: string): Result<PlacedScanner>;
  /** Answers whether that changed anything; one that has stopped after errors starts again. */
  enableScanner(name: string, enabled: boolean): Result<boolean>;
}

interface ScannerCommandParts {
  readonly coordinator: SessionCoordinator;
  readonly run: { readonly scanners: Pick<ScannerManager, 'save' | 'remove' | 'enable'> };
}

export function scannerCommands({ coordinator, run }: ScannerCommandParts): ScannerActs {
  const { onConfigChanged, recorder } = coordinator.parts;
  const noted = <T>(done: Result<T>, note: (value: T) => void): Result<T> => {
    if (done.ok) note(done.value);
    return done;
  };
  return {
    saveScanner: (edit) =>
      noted(run.scanners.save(edit), ({ version }) => {
        const { name, kind, enabled, config } = edit.scanner;
        const previous = edit.previous ?? undefined;
        recorder.event('scanner_saved', {
          scanner: name,
          previous,
          version,
          scanner_kind: kind,
          enabled,
          config,
        });
        onConfigChanged();
      }),
    removeScanner: (name) =>
      noted(run.scanners.remove(name), () => {
        recorder.event('scanner_removed', { scanner: name });
        onConfigChanged();
      }),
    enableScanner: (name, enabled) =>
      noted(run.scanners.enable(name, enabled), (changed) => {
        if (!changed) return;
        recorder.event('scanner_enabled', { scanner: name, enabled });
        onConfigChanged();
      }),
  };
}
