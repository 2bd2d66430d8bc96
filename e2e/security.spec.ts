import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { REQUEST_NAMES } from '../shared/ipc/channels.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const HOME = 'app://tapedeck/index.html';

/** Fetches as the page's own session would, past the page's policy. */
async function served(workstation: Workstation, address: string) {
  return workstation.app.evaluate(async ({ session }, url) => {
    const response = await session.fromPartition('workstation').fetch(url);
    return { status: response.status, policy: response.headers.get('content-security-policy') ?? '' };
  }, address);
}

/** What the status bar says, asked of the page itself: a driver waits for a refused navigation for ever. */
function standing(workstation: Workstation): Promise<string> {
  return workstation.page.evaluate(() => document.querySelector('.status-bar')?.textContent ?? '');
}

test.describe('the walls around the page', () => {
  const folder = temporaryFolder();
  let workstation: Workstation;
  test.beforeAll(async () => {
    workstation = await Workstation.simulated(folder);
  });
  test.afterAll(async () => {
    await workstation.quit();
    folder.remove();
  });

  test('nothing of the product itself is blocked while every panel is looked at', async () => {
    const panels = await workstation.page.locator('.dock-title').allInnerTexts();
    for (const panel of panels) {
      await workstation.page.locator('.dock-title').getByText(panel, { exact: true }).click();
    }
    for (const key of ['Control+k', 'Escape', 'Control+,', 'Escape', 'Control+/', 'Escape']) {
      await workstation.page.keyboard.press(key);
    }
    await workstation.universe.show();
    expect(panels).toContain('Session config');
    expect(workstation.consoleErrors).toEqual([]);
    await expect(workstation.page.locator('.panel-fault')).toHaveCount(0);
  });

  test('every page runs sandboxed, isolated and without Node', async () => {
    const preferences = await workstation.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) =>
          ('getLastWebPreferences' in contents ? Object(contents) : {}).getLastWebPreferences(),
        ),
    );
    expect(preferences).toHaveLength(1);
    for (const each of preferences) {
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
    }
  });

  test('the page sees neither Node nor Electron', async () => {
    const seen = await workstation.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
        (name) => name in window,
      ),
    );
    expect(seen).toEqual([]);
  });

  test('the page sees the named functions of the bridge, and cannot change them', async () => {
    const bridge = await workstation.page.evaluate(() => {
      const { requests, events } = Object(window).tapedeck;
      const frozen = [Object(window).tapedeck, requests, events].every(Object.isFrozen);
      const keys = Object.keys(Object(window).tapedeck);
      return { frozen, keys, requests: Object.keys(requests), events: Object.keys(events) };
    });
    expect(bridge).toEqual({
      frozen: true,
      keys: ['requests', 'dropFolder', 'dropFiles', 'dropScript', 'events'],
      requests: [
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
      ],
      events: [
        'alert.opened',
        'session.delta',
        'session.changed',
        'home.progress',
        'home.opening',
        'import.progress',
        'scanner.draftProgress',
      ],
    });
  });

  test('the page cannot name a folder: what it makes itself has no path', async () => {
    const codes = await workstation.page.evaluate(() => {
      const { dropFolder } = Object(window).tapedeck;
      const made = Object.assign(new File(['x'], '/etc'), { path: '/etc' });
      const tries = [made, new File([], '/etc'), '/etc', { path: '/etc' }, { name: '/etc' }, null, undefined];
      return Promise.all(tries.map(async (each) => (await dropFolder(each)).error?.code));
    });
    expect(new Set(codes)).toEqual(new Set(['no_folder']));
    const files = await workstation.page.evaluate(() => {
      const { dropFiles } = Object(window).tapedeck;
      const tries = [['/etc/passwd'], [new File(['x'], '/etc/passwd')], '/etc/passwd', [], [null]];
      return Promise.all(tries.map(async (each) => (await dropFiles(each)).error?.code));
    });
    expect(new Set(files)).toEqual(new Set(['no_files', 'invalid_arguments']));
    const scripts = await workstation.page.evaluate(() => {
      const { dropScript } = Object(window).tapedeck;
      const tries = [['/etc/a.js'], [new File(['x'], '/etc/a.js')], '/etc/a.js', [], [null]];
      return Promise.all(tries.map(async (each) => (await dropScript(each)).error?.code));
    });
    expect(new Set(scripts)).toEqual(new Set(['script_dropped']));
  });

  test('the wire refuses bad arguments with a reason', async () => {
    const call = (name: string, argument: unknown) =>
      workstation.page.evaluate(({ asked, value }) => Object(window).tapedeck.requests[asked](value), {
        asked: name,
        value: argument,
      });
    const invalid = { ok: false, error: { code: 'invalid_arguments' } };
    expect(await call('symbol.promote', { symbol: '<script>' })).toMatchObject(invalid);
    expect(await call('symbol.promote', { symbol: 'IBM', extra: 1 })).toMatchObject(invalid);
    expect(await call('order.submit', { symbol: 'IBM', side: 'buy', quantity: 1.5 })).toMatchObject(invalid);
    expect(await call('order.submit', { symbol: 'IBM', side: 'buy', quantity: 1e9 })).toMatchObject(invalid);
    expect(await call('settings.set', { theme: 'dark' })).toMatchObject(invalid);
    expect(await call('home.chooseFolder', { path: '/etc' })).toMatchObject(invalid);
    expect(await call('symbol.promote', 'x'.repeat(300_000))).toMatchObject({ error: { code: 'too_large' } });
    expect(await call('workspace.save', { json: '{}'.padEnd(250_000) })).toMatchObject(invalid);
  });

  test('no request is answered to a page that is not the workstation’s own', async () => {
    const preload = join(import.meta.dirname, '..', 'dist', 'preload', 'preload.cjs');
    const answers = await workstation.app.evaluate(
      async ({ BrowserWindow }, { path, names }) => {
        const webPreferences = {
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          preload: path,
        };
        const other = new BrowserWindow({ show: false, webPreferences });
        await other.loadURL('data:text/html,elsewhere');
        const codes = await Promise.all(
          names.map((name) =>
            other.webContents.executeJavaScript(
              `window.tapedeck.requests['${name}']().then((reply) => reply.error?.code ?? 'answered')`,
            ),
          ),
        );
        other.destroy();
        return codes;
      },
      { path: preload, names: REQUEST_NAMES },
    );
    expect(answers).toHaveLength(REQUEST_NAMES.length);
    expect(new Set(answers)).toEqual(new Set(['sender_refused']));
  });

  test('no frame inside the page has the bridge', async () => {
    const inside = await workstation.page.evaluate(async () => {
      const frames: Partial<HTMLIFrameElement>[] = [
        {},
        { srcdoc: '<p>x</p>' },
        { src: 'app://tapedeck/index.html' },
      ];
      return Promise.all(
        frames.map(async (attributes) => {
          const frame = Object.assign(document.createElement('iframe'), attributes);
          const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
          document.body.append(frame);
          await loaded;
          const has = ((): boolean => {
            try {
              return 'tapedeck' in Object(frame.contentWindow);
            } catch {
              // A page of its own error: it may not be looked into, and holds nothing of ours.
              return false;
            }
          })();
          frame.remove();
          return has;
        }),
      );
    });
    expect(inside).toEqual([false, false, false]);
  });

  test('every permission is denied', async () => {
    const states = await workstation.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ] as const;
      const query = (name: string) => navigator.permissions.query(Object({ name }));
      const queried = await Promise.all(names.map(async (name) => (await query(name)).state));
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return [...queried, await Notification.requestPermission(), camera];
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });

  test('a dropped file opens nothing', async () => {
    const { x, y } = (await workstation.universe.body.boundingBox()) ?? { x: 0, y: 0 };
    const driver = await workstation.page.context().newCDPSession(workstation.page);
    const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await driver.send('Input.dispatchDragEvent', { type, x: x + 40, y: y + 40, data });
    }
    await driver.detach();
    await expect.poll(() => standing(workstation)).toContain('500 symbols');
    expect(workstation.page.url()).toBe(HOME);
  });

  test('the chart library’s logo, and nothing else, opens that library’s page in the browser', async () => {
    await workstation.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    await workstation.page.evaluate(() => {
      for (const address of [
        'https://www.tradingview.com/?utm_source=elsewhere',
        'https://www.tradingview.com.example/',
        'file:///etc/passwd',
        'https://example.com/',
      ]) {
        window.open(address);
      }
    });
    const opened = () => workstation.app.evaluate(() => Object(globalThis).opened);
    await expect.poll(opened).toEqual(['https://www.tradingview.com/']);
  });

  test('no second window opens', async () => {
    const opened = await workstation.page.evaluate(() =>
      ['https://example.com/', 'about:blank', 'app://tapedeck/index.html'].map((url) => window.open(url)),
    );
    expect(opened).toEqual([null, null, null]);
    expect(workstation.app.windows()).toHaveLength(1);
  });

  test('an embedded page is not loaded', async () => {
    const count = await workstation.page.evaluate(async () => {
      const view = document.body.appendChild(document.createElement('webview'));
      view.setAttribute('src', 'https://example.com/');
      await new Promise((resolve) => setTimeout(resolve, 300));
      view.remove();
      return document.querySelectorAll('webview').length;
    });
    expect(count).toBe(0);
    const contents = await workstation.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().length,
    );
    expect(contents).toBe(1);
  });

  test('every answer carries the policy', async () => {
    for (const path of ['index.html', 'safe.html', 'missing.js']) {
      const { policy } = await served(workstation, `app://tapedeck/${path}`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toContain('unsafe-');
    }
  });

  test('only the files of the window are served', async () => {
    expect((await served(workstation, HOME)).status).toBe(200);
    for (const path of [
      '../package.json',
      '..%2f..%2fpackage.json',
      '%5c..%5cmain%5cmain.js',
      'etc/passwd',
      '',
    ]) {
      expect((await served(workstation, `app://tapedeck/${path}`)).status).toBe(404);
    }
    expect((await served(workstation, 'app://other/index.html')).status).toBe(403);
  });

  test('the page cannot make code from text, connect anywhere, or load from elsewhere', async () => {
    const outcome = await workstation.page.evaluate(async () => {
      // In a task of the page's own: a driver's call is exempt from the policy.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return 1'])());
          } catch {
            resolve('blocked');
          }
        }, 0);
      });
      const connected = await fetch('app://tapedeck/index.html').then(
        () => 'connected',
        () => 'blocked',
      );
      const loaded = await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('blocked');
        image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
      });
      return { evaluated, connected, loaded };
    });
    expect(outcome).toEqual({ evaluated: 'blocked', connected: 'blocked', loaded: 'blocked' });
  });

  // The last one: after a refused navigation the driver waits for it before it looks for anything.
  test('the page goes nowhere', async () => {
    await workstation.page.evaluate(() => {
      for (const address of [
        'https://example.com/',
        'file:///etc/passwd',
        'data:text/html,x',
        'app://other/',
      ]) {
        const link = document.body.appendChild(document.createElement('a'));
        link.href = address;
        link.click();
        link.remove();
      }
      location.href = 'https://example.com/';
    });
    await expect.poll(() => standing(workstation)).toContain('500 symbols');
    expect(workstation.page.url()).toBe(HOME);
  });
});
