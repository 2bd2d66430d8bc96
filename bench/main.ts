import { benchIngest } from './g1-ingest.ts';
import { benchIndicators } from './g2-indicators.ts';
import { benchScan } from './g4-scan.ts';
import { benchPromotion } from './g6-promotion.ts';
import { benchUniverse } from './g8-universe.ts';
import { runGoals } from './report.ts';

// The engine's goals in order; each is measured side by side with its peers in this one run.
const results = await runGoals(
  [benchIngest, benchIndicators, benchScan, benchPromotion, benchUniverse],
  process.argv.includes('--json'),
);
process.exitCode = results.every((result) => result.equal) ? 0 : 1;
