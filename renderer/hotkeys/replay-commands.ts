import { FastForward, Pause, Play, Rewind, SkipForward, StepForward } from 'lucide-react';
import { speedWord } from '../format/words.ts';
import { useSession } from '../stores/session-store.ts';
import { changeSpeed, SPEEDS, setSpeed, step, togglePause, toNextHit } from '../stores/transport.ts';
import type { Command } from './command.ts';

/** Play, pause and pace of the session; live data has none of it. */
export function replayCommands(): readonly Command[] {
  const status = useSession.getState().snapshot?.status;
  if (status === undefined || status.mode === 'live') return [];
  const isOver = status.runState === 'ended' || status.runState === 'failed';
  const isPaused = status.runState === 'paused';
  const refusal = isOver ? 'The session is over.' : null;
  const command = (rest: Omit<Command, 'group' | 'refusal' | 'inFields'>): Command => ({
    group: 'Replay',
    refusal,
    inFields: true,
    ...rest,
  });
  return [
    command({
      id: 'replay.toggle',
      title: isPaused ? 'Resume the session' : 'Pause the session',
      key: 'Ctrl+Shift+Space',
      icon: isPaused ? Play : Pause,
      run: togglePause,
    }),
    command({
      id: 'replay.step',
      title: 'Step to the next bar',
      key: 'Alt+Right',
      icon: StepForward,
      run: () => void step(),
    }),
    command({
      id: 'replay.next-hit',
      title: 'Jump to the next hit',
      key: 'Alt+Shift+Right',
      icon: SkipForward,
      run: () => void toNextHit(),
    }),
    command({
      id: 'replay.faster',
      title: 'Faster',
      key: 'Alt+Up',
      icon: FastForward,
      run: () => changeSpeed(1),
    }),
    command({
      id: 'replay.slower',
      title: 'Slower',
      key: 'Alt+Down',
      icon: Rewind,
      run: () => changeSpeed(-1),
    }),
    ...SPEEDS.map((speed) =>
      command({
        id: `replay.speed-${speed ?? 'max'}`,
        title: speed === null ? 'Speed: as fast as it can' : `Speed: ${speedWord(speed)}`,
        key: null,
        icon: FastForward,
        run: () => void setSpeed(speed),
      }),
    ),
  ];
}
