import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { ImportJob } from './import-job.ts';
import { type ImportCall, type ImportMessage, importTask } from './import-protocol.ts';

/*
 * Entry of the worker thread in which one import lives: files are read and bars written here, so that nobody waits
 * for it. Calls are answered in their order; `cancel` is heard while a run is under way.
 */
if (parentPort === null) throw new Error('import-worker.ts is the entry of a worker thread');
const port = parentPort;
const tell = (message: ImportMessage): void => port.postMessage(message);
const { id, exchange, archive, temporary, now } = importTask.parse(workerData);

const job = new ImportJob({
  id,
  calendar: exchangeCalendar(exchange),
  exchange,
  archive,
  temporary,
  now,
  clock: () => performance.now(),
  onProgress: (progress) => tell({ kind: 'progress', progress }),
  onLook: (files) => tell({ kind: 'looked', files }),
});

async function answer(call: ImportCall): Promise<unknown> {
  switch (call.kind) {
    case 'look':
      return job.look(call.paths, call.answers);
    case 'answer':
      return job.answer(call.answers);
    case 'run':
      return job.run(call.answers, call.name);
    case 'go_on':
      return job.goOn();
    case 'save_rejects':
      return job.saveRejects(call.path);
    case 'cancel':
      return job.cancel();
    case 'close':
      return job.close();
  }
}

const numbered = z.custom<{ readonly number: number; readonly call: ImportCall }>();
port.on('message', (message: unknown) => {
  const { number, call } = numbered.parse(message);
  answer(call).then(
    (value) => tell({ kind: 'answer', number, value }),
    (error: unknown) =>
      tell({ kind: 'failed', number, message: error instanceof Error ? error.message : String(error) }),
  );
});
