import { benchExplain } from './explain.ts';
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

/** By the name that chooses it on the command line: `npm run bench -- g8 memory`. */
const GOALS = {
  g1: benchIngest,
  g2: benchIndicators,
  g3: benchMarketBar,
  g4: benchScan,
  g5: benchMinute,
  g6: benchPromotion,
  g7: benchWarmUp,
  g8: benchUniverse,
  g9: benchPerspective,
  g10: benchFrame,
  explain: benchExplain,
  'scan-growth': benchScanGrowth,
  'delta-growth': benchDeltaGrowth,
  'window-growth': benchWindowGrowth,
  'history-growth': benchHistoryGrowth,
  'symbol-growth': benchSymbolGrowth,
  'indicator-growth': benchIndicatorGrowth,
  memory: benchMemory,
};

// The engine's goals in order; each is measured side by side with its peers in this one run.
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = chosen.filter((name) => !(name in GOALS));
if (unknown.length > 0)
  throw new Error(`No goal is called ${unknown.join(', ')}: ${Object.keys(GOALS).join(', ')}`);
const results = await runGoals(
  Object.entries(GOALS).flatMap(([name, goal]) =>
    chosen.length === 0 || chosen.includes(name) ? [goal] : [],
  ),
  process.argv.includes('--json'),
);
process.exitCode = results.every((result) => result.equal) ? 0 : 1;
