import type { SessionMode } from '../../shared/session/status.ts';
import { modeWord } from '../format/words.ts';

/** What kind of session this is; the window's frame has the same colour. */
export function ModePill({ mode }: { mode: SessionMode }) {
  return <span className="mode-pill">{modeWord(mode)}</span>;
}
