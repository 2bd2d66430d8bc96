import { expect, it } from 'vitest';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { openSession } from './open-session.ts';
import { NO_OUTPUTS } from './run-recorder.ts';

it('refuses a live session, with dates or without, as long as no source is live', async () => {
  const dated = { ...simulatedConfig(), mode: 'live' } as const;
  const { replay: _, ...undated } = dated;
  for (const config of [dated, undated]) {
    const opened = openSession({
      config,
      sources: [simulatedSource()],
      pacer: new WallPacer(),
      outputs: NO_OUTPUTS,
      until: undefined,
      speed: null,
    });
    await expect(opened).rejects.toThrow(/^mode is "live"; allowed: replay or simulated/);
  }
});
