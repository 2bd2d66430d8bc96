import { z } from 'zod';
import { failure, type Result } from '../../shared/domain/result.ts';
import { BRIDGE_KEY, type Bridge, type EventName, type PageRequestName } from '../../shared/ipc/channels.ts';
import {
  EVENTS,
  type EventPayload,
  parseReply,
  type RequestArguments,
  type RequestValue,
} from '../../shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly [BRIDGE_KEY]: Bridge;
  }
}

/**
 * Asks the main process. The answer is checked against the contract; whatever
 * goes wrong on the way comes back as a failure, never as an exception.
 */
export async function request<Name extends PageRequestName>(
  name: Name,
  args: RequestArguments<Name>,
): Promise<Result<RequestValue<Name>>> {
  try {
    return parseReply(name, await window[BRIDGE_KEY].requests[name](args));
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    return failure('unreachable', `No usable answer to ${name}: ${cause}`);
  }
}

/** Reads what a dropped folder holds; where the file lies is known to the main process alone. */
export async function dropFolder(file: File): Promise<Result<RequestValue<'home.dropFolder'>>> {
  try {
    return parseReply('home.dropFolder', await window[BRIDGE_KEY].dropFolder(file));
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    return failure('unreachable', `The dropped folder could not be read: ${cause}`);
  }
}

/** Looks into dropped files; where they lie is known to the main process alone. */
export async function dropFiles(files: readonly File[]): Promise<Result<RequestValue<'import.drop'>>> {
  try {
    return parseReply('import.drop', await window[BRIDGE_KEY].dropFiles([...files]));
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    return failure('unreachable', `The dropped files could not be read: ${cause}`);
  }
}

/** Reads a dropped script; where it lies is known to the main process alone. */
export async function dropScript(files: readonly File[]): Promise<Result<RequestValue<'script.drop'>>> {
  try {
    return parseReply('script.drop', await window[BRIDGE_KEY].dropScript([...files]));
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    return failure('unreachable', `The dropped script could not be read: ${cause}`);
  }
}

/** Calls `listener` with every event of that name that keeps to the contract; returns what ends it. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return window[BRIDGE_KEY].events[name]((payload) => {
    const parsed = EVENTS[name].safeParse(payload);
    // The schema is this very name's; indexing by a type parameter cannot carry that link.
    if (parsed.success) listener(parsed.data as EventPayload<Name>);
    else console.error(`Event ${name} broke the contract: ${z.prettifyError(parsed.error)}`);
  });
}
