import { writeSync } from 'node:fs';
import { symbolId } from '../../shared/domain/symbol.ts';
import { sessionDate } from '../../shared/domain/time.ts';
import { openArchiveWriter } from '../archive/open-archive-writer.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { madeBars, starts } from '../loaders/testing/made-bars.ts';

/*
 * A process that imports one version of a dataset after the other, to be killed. It prints `version N` once version
 * N is acknowledged, and nothing before: whoever counts from its first word meets imports, however slow the machine is.
 *
 * Arguments: the archive's folder.
 */

const [root = ''] = process.argv.slice(2);
const calendar = exchangeCalendar('NYSE');
const days = starts(calendar, '1d', '2023-01-03', '2024-06-03');
const minutes = starts(calendar, '1m', '2024-05-28', '2024-06-03');

for (;;) {
  const writer = await openArchiveWriter(root, {
    name: 'bars',
    origin: 'made up',
    exchange: 'NYSE',
    basis: { kind: 'split_adjusted', asOf: sessionDate('2024-06-03') },
  });
  for (let seed = 0; seed < 5; seed += 1) {
    await writer.append(symbolId(`S${seed}`), '1d', madeBars(days, seed));
    await writer.append(symbolId(`S${seed}`), '1m', madeBars(minutes, seed));
  }
  const { version } = await writer.commit();
  writeSync(1, `version ${version}\n`);
}
