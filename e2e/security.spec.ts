import { expect, test } from '@playwright/test';
import { Workstation } from './pages/workstation.ts';

const HOME = 'app://tapedeck/index.html';

/** Fetches as the page's own session would, past the page's policy. */
async function served(workstation: Workstation, address: string) {
  return workstation.app.evaluate(async ({ session }, url) => {
    const response = await session.fromPartition('workstation').fetch(url);
    return { status: response.status, policy: response.headers.get('content-security-policy') ?? '' };
  }, address);
}

test.describe('the walls around the page', () => {
  let workstation: Workstation;
  test.beforeAll(async () => {
    workstation = await Workstation.start();
    await workstation.filled();
  });
  test.afterAll(() => workstation.end());

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
      return { frozen, requests: Object.keys(requests), events: Object.keys(events) };
    });
    expect(bridge).toEqual({
      frozen: true,
      requests: [
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
      ],
      events: ['session.delta'],
    });
  });

  test('the wire refuses bad arguments with a reason', async () => {
    const call = (argument: unknown) =>
      workstation.page.evaluate((arg) => Object(window).tapedeck.requests['symbol.promote'](arg), argument);
    expect(await call({ symbol: '<script>' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_arguments' },
    });
    expect(await call({ symbol: 'IBM', extra: 1 })).toMatchObject({ error: { code: 'invalid_arguments' } });
    expect(await call('x'.repeat(300_000))).toMatchObject({ error: { code: 'too_large' } });
  });

  test('a frame inside the page has no bridge', async () => {
    const inside = await workstation.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const has = 'tapedeck' in Object(frame.contentWindow);
      frame.remove();
      return has;
    });
    expect(inside).toBe(false);
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
    await workstation.page.waitForTimeout(500);
    expect(workstation.page.url()).toBe(HOME);
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
});
