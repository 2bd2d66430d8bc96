import { benchIngest } from './g1-ingest.ts';
import { benchIndicators } from './g2-indicators.ts';
import { benchMarketBar } from './g3-market.ts';
import { benchScan } from './g4-scan.ts';
import { benchMinute } from './g5-minute.ts';
import { benchPromotion } from './g6-promotion.ts';
import { benchWarmUp } from './g7-warm-up.ts';
import { benchUniverse } from './g8-universe.ts';
import { benchPerspective } from './g9-perspective.ts';
import { benchFrame } from './g10-frame.ts';
import { benchDeltaGrowth } from './growth-delta.ts';
import {
  benchHistoryGrowth,
  benchIndicatorGrowth,
  benchSymbolGrowth,
  benchWindowGrowth,
} from './growth-indicators.ts';
import { benchScanGrowth } from './growth-scan.ts';
import { benchMemory } from './memory.ts';
import { runGoals } from './report.ts';

// The engine's goals in order; each is measured side by side with its peers in this one run.
const results = await runGoals(
  [
    benchIngest,
    benchIndicators,
    benchMarketBar,
    benchScan,
    benchMinute,
    benchPromotion,
    benchWarmUp,
    benchUniverse,
    benchPerspective,
    benchFrame,
    benchScanGrowth,
    benchDeltaGrowth,
    benchWindowGrowth,
    benchHistoryGrowth,
    benchSymbolGrowth,
    benchIndicatorGrowth,
    benchMemory,
  ],
  process.argv.includes('--json'),
);
process.exitCode = results.every((result) => result.equal) ? 0 : 1;
