import { describe, test } from 'vitest';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig, SessionConfig } from '../../../shared/domain/session-config.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { DraftTried } from '../../../shared/session/scanner-draft.ts';
import { WallPacer } from '../../platform/wall-pacer.ts';
import { simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarMemory } from './bar-memory.ts';
import { RememberingSource } from './remembering-source.ts';
import type { TrialParts } from './trial-parts.ts';
import { tryScanners } from './try-scanners.ts';

const calendar = exchangeCalendar('NYSE');

function gap(percent: number): ScannerConfig {
  return scannerSchema.parse({
    name: 'gap',
    kind: 'gap',
    pre_session: true,
    schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
    config: { direction: 'above', percent },
  });
}

function parts(): TrialParts {
  const memory = new BarMemory(calendar, 1e8);
  return {
    sources: [new RememberingSource(simulatedSource(), memory)],
    pacer: () => new WallPacer(),
    signal: new AbortController().signal,
  };
}

async function tried(
  config: SessionConfig,
  draft: ScannerConfig,
  saved: ScannerConfig | null,
): Promise<DraftTried> {
  const until = epochMs(Date.parse('2024-03-06T21:00:00Z'));
  const trial = await tryScanners({ config, removed: [], draft, saved, until }, parts());
  if (trial.kind === 'refused') throw new Error(trial.message);
  return { ...trial.tried, id: 1, tookMs: 0 };
}

describe('a trial', () => {
  test('says what would hit', async () => {
    console.log(JSON.stringify(await tried(simulatedConfig(), gap(2), gap(4)), null, 1));
  });
});
