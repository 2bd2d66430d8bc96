import { describe, expect, it } from 'vitest';
import { FakeSession } from '../testing/fake-session.ts';
import { SessionHost } from './session-host.ts';

describe('SessionHost', () => {
  it('gives the session once it is built', async () => {
    const host = new SessionHost(async () => new FakeSession(3));
    const session = await host.running();
    expect(session.ok && session.value.view.symbols()).toHaveLength(3);
  });

  it('keeps the cause where the session cannot be built', async () => {
    const host = new SessionHost(async () => {
      throw new Error('config.json: seed is "x"; allowed: a whole number');
    });
    expect(await host.running()).toMatchObject({
      ok: false,
      error: { code: 'session_failed', message: 'config.json: seed is "x"; allowed: a whole number' },
    });
    await host.stop();
  });

  it('says in the status that the run failed as soon as it has', async () => {
    let fail: (cause: Error) => void = () => undefined;
    const fake = new FakeSession(3);
    const finished = new Promise<void>((_resolve, reject) => {
      fail = reject;
    });
    const host = new SessionHost(async () => ({
      view: fake,
      commands: fake,
      finished,
      stop: () => fake.stop(),
    }));
    const session = await host.running();
    fail(new Error('the source went away'));
    await finished.catch(() => undefined);
    expect(session.ok && session.value.view.status()).toMatchObject({
      runState: 'failed',
      failure: 'the source went away',
    });
  });

  it('stops the session it owns', async () => {
    const fake = new FakeSession(1);
    await new SessionHost(async () => fake).stop();
    expect(fake.calls).toEqual(['stop']);
  });
});
