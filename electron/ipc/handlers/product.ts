import { success } from '../../../shared/domain/result.ts';
import type { ProductInfo, ScreenReport } from '../../../shared/ipc/requests/product.ts';
import type { RequestHandlers } from '../guard.ts';

type ProductHandlers = Pick<RequestHandlers, 'product.info' | 'renderer.report'>;

/** Requests about the program itself and about what its window shows. */
export function productHandlers(
  info: ProductInfo,
  onReport: (report: ScreenReport) => void,
): ProductHandlers {
  return {
    'product.info': () => success(info),
    'renderer.report': (report) => {
      onReport(report);
      return success(null);
    },
  };
}
