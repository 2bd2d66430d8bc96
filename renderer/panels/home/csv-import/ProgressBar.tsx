import type { ImportProgress } from '../../../../shared/domain/import-report.ts';

/** How far an import is; the sentence above it says the same in words. */
export function ProgressBar({ progress }: { progress: ImportProgress | null }) {
  const isWriting = progress?.phase === 'writing';
  const share = progress === null || progress.totalBytes === 0 ? 0 : progress.bytes / progress.totalBytes;
  return (
    <progress
      className="csv-progress"
      aria-label="Share of the files that was read"
      max={1}
      {...(isWriting ? {} : { value: share })}
    />
  );
}
