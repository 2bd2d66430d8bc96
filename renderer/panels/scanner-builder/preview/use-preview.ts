import { useEffect } from 'react';
import { useScannerPreview, watchPreview } from '../../../stores/scanner-preview.ts';

/** What the draft finds; it is tried for as long as a panel shows it. */
export function usePreview() {
  useEffect(watchPreview, []);
  return useScannerPreview();
}
