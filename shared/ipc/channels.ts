/** Every request that the window can make. The contract gives each its schemas. */
export const REQUEST_NAMES = [
  'product.info',
  'session.snapshot',
  'session.acknowledge',
  'session.pause',
  'session.resume',
  'session.setSpeed',
  'symbol.promote',
  'symbol.demote',
  'symbol.remove',
  'symbol.lock',
  'symbol.unlock',
  'renderer.report',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

/** Every event that the main process sends to the window. */
export const EVENT_NAMES = ['session.delta'] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/**
 * What the preload script puts on the page as `window.tapedeck`: named functions,
 * nothing else. Payloads are unknown on purpose: the client checks them.
 */
export interface Bridge {
  readonly requests: Readonly<Record<RequestName, (argument: unknown) => Promise<unknown>>>;
  /** Each returns the function that ends the subscription. */
  readonly events: Readonly<Record<EventName, (listener: (payload: unknown) => void) => () => void>>;
}

/** Name of the bridge on the page's window. */
export const BRIDGE_KEY = 'tapedeck';
