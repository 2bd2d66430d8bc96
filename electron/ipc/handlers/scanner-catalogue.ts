import { success } from '../../../shared/domain/result.ts';
import { ruleCatalogue } from '../../engine/scanners/rules/catalogue.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

/** What rules of the open session may name: the program's indicators, and the session's own lists. */
export function scannerCatalogueHandlers(host: SessionHost): Pick<RequestHandlers, 'scanner.catalogue'> {
  return {
    'scanner.catalogue': async () => {
      const session = await host.running();
      if (!session.ok) return session;
      const { lists } = session.value.view.config().current.session_data_config;
      const { indicators, sectors, lists: names } = ruleCatalogue(lists.map(({ name }) => name));
      return success({ indicators: [...indicators], sectors: [...sectors], lists: [...names] });
    },
  };
}
