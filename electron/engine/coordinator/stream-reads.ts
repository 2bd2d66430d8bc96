import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import { explainedRead } from './explained-read.ts';
import type { RoutedSource } from './source-router.ts';

/** A stream of one symbol in one session. */
export interface Stream {
  readonly symbolIndex: number;
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly source: RoutedSource;
}

/** Streams that one call asks a source for: their answers are taken over without holding the thread. */
const STREAMS_PER_CALL = 250;

/** Answers in the order of the streams. */
export async function readStreams(
  streams: readonly Stream[],
  request: (stream: Stream) => BarRequest,
): Promise<readonly (BarAnswer | undefined)[]> {
  const answers: (BarAnswer | undefined)[] = streams.map(() => undefined);
  const positions = new Map<DataSource, number[]>();
  for (const [position, stream] of streams.entries()) {
    const { source } = stream.source;
    const own = positions.get(source);
    if (own === undefined) positions.set(source, [position]);
    else own.push(position);
  }
  for (const [source, own] of positions) {
    for (let first = 0; first < own.length; first += STREAMS_PER_CALL) {
      const part = own.slice(first, first + STREAMS_PER_CALL);
      const requests = part.flatMap((position) => {
        const stream = streams[position];
        return stream === undefined ? [] : [request(stream)];
      });
      const answered = await explainedRead(source, requests);
      for (const [order, position] of part.entries()) answers[position] = answered[order];
    }
  }
  return answers;
}
