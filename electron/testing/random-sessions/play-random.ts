import { type PlayedAgain, playAgain } from '../../engine/proof/play-again.ts';
import { type Circumstances, TurnPacer, under } from './circumstances.ts';
import { randomSession, sourcesOf } from './random-session.ts';

/** Plays the random session of that number. */
export async function playRandom(number: number, circumstances: Circumstances): Promise<PlayedAgain> {
  const script = await randomSession(number);
  const sources = sourcesOf(script.config).map((source) => under(circumstances, source));
  return playAgain(script, sources, new TurnPacer(circumstances.stepsPerTurn));
}
