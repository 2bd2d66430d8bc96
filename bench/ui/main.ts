import { runGoals } from '../report.ts';
import { benchFrames } from './g11-frames.ts';
import { benchEventLoop } from './g12-event-loop.ts';
import { benchStart } from './g13-start.ts';

// The window's goals in order, each in the real Electron. Frame rates of a machine that draws in software are told, not judged.
const goals = { g11: benchFrames, g12: benchEventLoop, g13: benchStart };
const asked = process.argv.slice(2).map((each) => each.toLowerCase());
const chosen = Object.entries(goals).filter(([id]) => asked.includes(id));
const run = (chosen.length > 0 ? chosen : Object.entries(goals)).map(([, goal]) => goal);
const results = await runGoals(run, asked.includes('--json'));
process.exitCode = results.every((result) => result.equal) ? 0 : 1;
