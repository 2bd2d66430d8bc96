import { describe, expect, it } from 'vitest';
import { SAFE_PREFERENCES, unsafePreferences } from './web-preferences.ts';

describe('unsafePreferences', () => {
  it('finds nothing where every wall stands', () => {
    expect(unsafePreferences({ ...SAFE_PREFERENCES })).toEqual([]);
  });

  it.each([
    ['sandbox', false],
    ['contextIsolation', false],
    ['nodeIntegration', true],
    ['webSecurity', false],
    ['webviewTag', true],
  ])('finds %s=%s', (name, value) => {
    expect(unsafePreferences({ ...SAFE_PREFERENCES, [name]: value })).toEqual([`${name}=${value}`]);
  });

  it('trusts nothing it cannot see', () => {
    expect(unsafePreferences(null)).not.toEqual([]);
  });
});
