import type { SessionPhase } from '../../shared/domain/bar.ts';
import type { SessionMode, SessionStatus } from '../../shared/session/status.ts';

const PHASES: Record<SessionPhase, string> = {
  pre: 'Pre-market',
  regular: 'Open',
  post: 'After hours',
  closed: 'Closed',
};

const MODES: Record<SessionMode, string> = { simulated: 'SIM', replay: 'REPLAY', live: 'LIVE DATA' };

const FEEDS: Record<SessionStatus['feed'], string> = {
  connected: 'Connected',
  lost: 'Reconnecting',
  stale: 'Stale',
  simulated: 'Simulated',
  replay: 'Replay',
};

export function phaseWord(phase: SessionPhase): string {
  return PHASES[phase];
}

export function modeWord(mode: SessionMode): string {
  return MODES[mode];
}

export function feedWord(feed: SessionStatus['feed']): string {
  return FEEDS[feed];
}

/** `5×`, or `max`. */
export function speedWord(speed: number | null): string {
  return speed === null ? 'max' : `${speed}×`;
}

/** The words of what was typed into a filter line, in small letters. */
export function filterWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
