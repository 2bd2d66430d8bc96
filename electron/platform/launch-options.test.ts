import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchOptions } from './launch-options.ts';

describe('launchOptions', () => {
  it('asks for the embedded session and the system folder by default', () => {
    expect(launchOptions(['electron', '.'], {})).toEqual({
      configPath: undefined,
      dataFolder: undefined,
      userDataFolder: undefined,
      temporaryUserData: false,
      smoke: undefined,
      developmentRuntime: false,
    });
  });

  it('reads its options among those of Chromium and of a test driver', () => {
    const argv = [
      'electron',
      '--no-sandbox',
      '--lang=en-US',
      '--inspect=0',
      '.',
      '--config',
      'day.json',
      '--data=d',
    ];
    const options = launchOptions([...argv, '--user-data-dir=/tmp/u'], { TAPEDECK_DEVELOPMENT_RUNTIME: '1' });
    expect(options.configPath).toBe(resolve('day.json'));
    expect(options.dataFolder).toBe(resolve('d'));
    expect(options.userDataFolder).toBe('/tmp/u');
    expect(options.developmentRuntime).toBe(true);
  });

  it('gives a smoke run a folder of its own and a place for its picture', () => {
    const options = launchOptions(['electron', '.', '--smoke'], {});
    expect(options.smoke).toEqual({ screenshot: resolve('out/smoke.png') });
    expect(options.temporaryUserData).toBe(true);
    expect(options.userDataFolder).toContain('tapedeck-smoke-');
  });
});
