import { FlaskConical, Radio, Rewind } from 'lucide-react';
import type { SessionMode } from '../../shared/session/status.ts';
import { modeWord } from '../format/words.ts';

const ICONS = { simulated: FlaskConical, replay: Rewind, live: Radio };

/** What kind of session this is; the window's frame has the same colour. */
export function ModePill({ mode }: { mode: SessionMode }) {
  const ModeIcon = ICONS[mode];
  return (
    <span className="mode-pill">
      <ModeIcon size={12} strokeWidth={2.5} aria-hidden="true" />
      {modeWord(mode)}
    </span>
  );
}
