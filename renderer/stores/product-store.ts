import { create } from 'zustand';
import type { ProductInfo } from '../../shared/ipc/requests/product.ts';
import { request } from '../ipc/client.ts';

interface ProductState {
  readonly info: ProductInfo | null;
}

/** What this program is; asked once. */
export const useProduct = create<ProductState>()((set) => {
  void request('product.info', undefined).then((reply) => {
    if (reply.ok) set({ info: reply.value });
  });
  return { info: null };
});
