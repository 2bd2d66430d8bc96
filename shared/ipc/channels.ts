/** Every request that the page can make. The contract gives each its schemas. */
export const REQUEST_NAMES = [
  'product.info',
  'renderer.report',
  'settings.get',
  'settings.set',
  'workspace.load',
  'workspace.save',
  'home.state',
  'home.startSimulated',
  'home.continueLast',
  'home.cancelOpening',
  'home.closeSession',
  'home.dismissRecovery',
  'home.chooseFolder',
  'home.sampleFolder',
  'home.loadFolder',
  'import.choose',
  'import.folder',
  'import.answer',
  'import.run',
  'import.goOn',
  'import.cancel',
  'import.close',
  'import.saveRejects',
  'import.open',
  'config.view',
  'config.export',
  'config.chooseImport',
  'config.applyImport',
  'session.snapshot',
  'session.acknowledge',
  'session.pause',
  'session.resume',
  'session.setSpeed',
  'session.step',
  'session.nextHit',
  'session.log',
  'session.scanners',
  'session.quality',
  'session.hits',
  'quality.symbols',
  'quality.days',
  'alert.notify',
  'hit.explain',
  'scanner.whyNot',
  'scanner.nearMisses',
  'scanner.funnel',
  'universe.view',
  'universe.read',
  'universe.chooseFile',
  'universe.watch',
  'symbol.previewPromotion',
  'symbol.promote',
  'symbol.demote',
  'symbol.cancelPromotion',
  'symbol.retryLoads',
  'symbol.remove',
  'symbol.restore',
  'symbol.removeWhenReleased',
  'symbol.lock',
  'symbol.unlock',
  'symbol.sparks',
  'scanner.save',
  'scanner.remove',
  'scanner.enable',
  'scanner.library',
  'scanner.tryDraft',
  'scanner.testDraft',
  'scanner.draftValues',
  'scanner.stopDraft',
  'scanner.closeDrafts',
  'scanner.catalogue',
  'script.list',
  'script.read',
  'script.trust',
  'script.untrust',
  'script.import',
  'script.placeDropped',
  'script.create',
  'script.show',
  'chart.read',
  'chart.close',
  'order.submit',
  'position.close',
  'position.closeAll',
] as const;
export type PageRequestName = (typeof REQUEST_NAMES)[number];

/** Requests that the preload script makes itself: the page gives it a dropped file, and never names a path. */
export const PRELOAD_REQUEST_NAMES = ['home.dropFolder', 'import.drop', 'script.drop'] as const;
export type RequestName = PageRequestName | (typeof PRELOAD_REQUEST_NAMES)[number];

/** Every event that the main process sends to the window. */
export const EVENT_NAMES = [
  'alert.opened',
  'session.delta',
  'session.changed',
  'home.progress',
  'home.opening',
  'import.progress',
  'scanner.draftProgress',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/**
 * What the preload script puts on the page as `window.tapedeck`: named functions,
 * nothing else. Payloads are unknown on purpose: the client checks them.
 */
export interface Bridge {
  readonly requests: Readonly<Record<PageRequestName, (argument: unknown) => Promise<unknown>>>;
  /** Reads what a dropped folder holds. Takes the File of a drop; what the page made itself has no path. */
  readonly dropFolder: (file: unknown) => Promise<unknown>;
  /** Looks into dropped CSV files. Takes the Files of a drop. */
  readonly dropFiles: (files: unknown) => Promise<unknown>;
  /** Reads a dropped script. Takes the Files of a drop. */
  readonly dropScript: (files: unknown) => Promise<unknown>;
  /** Each returns the function that ends the subscription. */
  readonly events: Readonly<Record<EventName, (listener: (payload: unknown) => void) => () => void>>;
}

/** Name of the bridge on the page's window. */
export const BRIDGE_KEY = 'tapedeck';
