import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolsRead } from '../../../shared/domain/symbol-text.ts';
import { SYMBOL_TEXT_LIMIT } from '../../../shared/ipc/requests/universe.ts';
import type { UniverseState } from '../../../shared/session/universe.ts';
import { SP500, SP500_AS_OF } from '../../../shared/universe/sp500.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';
import { readSymbols, withSuggestions } from '../../engine/universe/read-symbols.ts';
import { detectEncoding } from '../../import/text/encoding.ts';
import type { Dialogs } from '../../platform/home/dialogs.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type UniverseHandlers = Pick<
  RequestHandlers,
  'universe.view' | 'universe.read' | 'universe.chooseFile' | 'universe.watch'
>;

/** Requests about what is watched, and about lists of symbols. */
export function universeHandlers(
  host: SessionHost,
  dialogs: Pick<Dialogs, 'chooseSymbols'>,
): UniverseHandlers {
  return {
    'universe.view': async () => {
      const session = await host.running();
      if (!session.ok) return session;
      return success(universeState(session.value.view));
    },
    'universe.read': async ({ text }) => {
      const session = await host.running();
      return session.ok ? success(await readAgainst(session.value.view, text)) : session;
    },
    'universe.chooseFile': async () => {
      const session = await host.running();
      if (!session.ok) return session;
      const path = await dialogs.chooseSymbols();
      if (path === null) return success(null);
      const text = await textOf(path);
      if (!text.ok) return text;
      return success({ file: basename(path), read: await readAgainst(session.value.view, text.value) });
    },
    'universe.watch': async (watched) => {
      const session = await host.running();
      if (!session.ok) return session;
      const changed = await session.value.commands.watch(watched);
      if (!changed.ok) return changed;
      const { added, removed } = changed.value;
      const { watched: count } = session.value.view.universe();
      return success({ added: added.length, removed: removed.length, watched: count });
    },
  };
}

function universeState(view: SessionView): UniverseState {
  const { universe, lists } = view.config().current.session_data_config;
  const index = { title: 'S&P 500', symbols: SP500.length, asOf: SP500_AS_OF };
  return { universe, lists, index, ...watchedIn(view) };
}

function watchedIn(view: SessionView): Pick<UniverseState, 'watched' | 'sources'> {
  const { watched, sources } = view.universe();
  return { watched, sources };
}

async function readAgainst(view: SessionView, text: string): Promise<SymbolsRead> {
  const known = view.universe().known();
  return withSuggestions(await readSymbols(text, known), known);
}

/** A file of tickers as text. */
async function textOf(path: string): Promise<Result<string>> {
  const name = basename(path);
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > SYMBOL_TEXT_LIMIT) {
        return failure(
          'file_too_large',
          `${name} has ${size} bytes; a file of symbols has at most ${SYMBOL_TEXT_LIMIT}.`,
        );
      }
      const bytes = await file.readFile();
      const found = detectEncoding(bytes);
      if (typeof found === 'string') return failure('file_not_read', `${name} has no symbols: ${found}.`);
      return success(new TextDecoder(found.encoding).decode(bytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('file_not_read', `${name} could not be read as text: ${cause}.`);
  }
}
