const KILO = 1_000;

/** `312 MB`, `5.7 MB`, `64 kB`: bytes in units of 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes >= KILO ** 3) return `${(bytes / KILO ** 3).toFixed(1)} GB`;
  if (bytes >= 100 * KILO ** 2) return `${Math.round(bytes / KILO ** 2)} MB`;
  if (bytes >= KILO ** 2) return `${(bytes / KILO ** 2).toFixed(1)} MB`;
  return `${Math.round(bytes / KILO)} kB`;
}
