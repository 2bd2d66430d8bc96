import { describe, expect, it } from 'vitest';
import { FakeSession } from '../testing/fake-session.ts';
import { SessionHost } from './session-host.ts';

function hostWithNews() {
  const news: boolean[] = [];
  return { host: new SessionHost((open) => news.push(open)), news };
}

describe('SessionHost', () => {
  it('answers that no session is open until one is', async () => {
    const { host, news } = hostWithNews();
    expect(await host.running()).toMatchObject({ ok: false, error: { code: 'no_session' } });
    expect(host.isOpen).toBe(false);
    const opening = host.open(async () => new FakeSession(3));
    expect(host.isOpen).toBe(false);
    const session = await host.running();
    expect(session.ok && session.value.view.symbols()).toHaveLength(3);
    expect(await opening).toBe(session);
    expect(host.isOpen).toBe(true);
    expect(news).toEqual([true]);
  });

  it('builds the next session while the one that is open goes on, and stops that only then', async () => {
    const { host, news } = hostWithNews();
    const first = new FakeSession(1);
    await host.open(async () => first);
    const second = new FakeSession(2);
    await host.open(async () => {
      const meanwhile = await host.running();
      expect(meanwhile.ok && meanwhile.value).toBe(first);
      expect(first.calls).toEqual([]);
      return second;
    });
    expect(first.calls).toEqual(['stop']);
    const session = await host.running();
    expect(session.ok && session.value).toBe(second);
    expect(second.calls).toEqual([]);
    expect(news).toEqual([true, true]);
  });

  it('opens one after the other where several are asked for at once; the last one stays', async () => {
    const { host, news } = hostWithNews();
    const sessions = [new FakeSession(1), new FakeSession(2), new FakeSession(3)];
    await Promise.all(sessions.map((session) => host.open(async () => session)));
    expect(sessions.map(({ calls }) => calls)).toEqual([['stop'], ['stop'], []]);
    const session = await host.running();
    expect(session.ok && session.value).toBe(sessions[2]);
    expect(news).toEqual([true, true, true]);
  });

  it('keeps the cause where a session cannot be built, and none is open then', async () => {
    const { host, news } = hostWithNews();
    const message = 'config.json: seed is "x"; allowed: a whole number';
    const opened = await host.open(async () => {
      throw new Error(message);
    });
    const refusal = { ok: false, error: { code: 'session_failed', message } };
    expect(opened).toMatchObject(refusal);
    expect(await host.running()).toMatchObject(refusal);
    expect(host.failure()).toMatchObject({ message });
    expect(host.isOpen).toBe(false);
    expect(news).toEqual([false]);
    await host.open(async () => new FakeSession(1));
    expect(host.failure()).toBeUndefined();
  });

  it('leaves the session that is open as it is where another cannot be built', async () => {
    const { host, news } = hostWithNews();
    const first = new FakeSession(1);
    await host.open(async () => first);
    const opened = await host.open(async () => {
      throw new Error('the folder is gone');
    });
    expect(opened).toMatchObject({ ok: false, error: { message: 'the folder is gone' } });
    const session = await host.running();
    expect(session.ok && session.value).toBe(first);
    expect(first.calls).toEqual([]);
    expect(host.failure()).toBeUndefined();
    expect(news).toEqual([true]);
  });

  it('gives up what is being built, and what waits behind it, without a cause that would be kept', async () => {
    const { host, news } = hostWithNews();
    const late = new FakeSession(1);
    const first = host.open(
      (signal) =>
        new Promise((_done, fail) => signal.addEventListener('abort', () => fail(new Error('given up')))),
    );
    const second = host.open(async () => late);
    await Promise.resolve();
    host.cancel();
    for (const opening of [first, second])
      expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(host.isOpen).toBe(false);
    expect(host.failure()).toBeUndefined();
    expect(await host.running()).toMatchObject({ ok: false, error: { code: 'no_session' } });
    expect(news).toEqual([false, false]);
  });

  it('stops a session that was built although it had been given up', async () => {
    const { host } = hostWithNews();
    const built = new FakeSession(1);
    const opening = host.open(async () => {
      host.cancel();
      return built;
    });
    expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(built.calls).toEqual(['stop']);
  });

  it('closes the session that is open, and says so', async () => {
    const { host, news } = hostWithNews();
    const fake = new FakeSession(1);
    await host.open(async () => fake);
    await host.close();
    expect(fake.calls).toEqual(['stop']);
    expect(await host.running()).toMatchObject({ ok: false, error: { code: 'no_session' } });
    expect(news).toEqual([true, false]);
  });

  it('keeps the cause where the run fails, while its last state can still be read', async () => {
    const { host } = hostWithNews();
    const fake = new FakeSession(3);
    await host.open(async () => fake);
    fake.fail('the source went away');
    await fake.finished.catch(() => undefined);
    expect(host.failure()).toMatchObject({ message: 'the source went away' });
    const session = await host.running();
    expect(session.ok && session.value.view.status()).toMatchObject({
      runState: 'failed',
      failure: 'the source went away',
    });
  });

  it('stops the session when the program quits, and keeps it as the open one', async () => {
    const { host, news } = hostWithNews();
    const fake = new FakeSession(1);
    await host.open(async () => fake);
    await host.stop();
    expect(fake.calls).toEqual(['stop']);
    expect(news).toEqual([true]);
  });
});
