import { describe, expect, it } from 'vitest';
import { keyName, keyParts } from './keys.ts';

function stroke(key: string, code: string, held: 'ctrl' | 'meta' | 'alt' | '' = '', shift = false) {
  return {
    key,
    code,
    ctrlKey: held === 'ctrl',
    metaKey: held === 'meta',
    altKey: held === 'alt',
    shiftKey: shift,
  };
}

describe('the name of a key', () => {
  it.each([
    ['Ctrl+K', stroke('k', 'KeyK', 'ctrl')],
    ['Ctrl+Shift+Space', stroke(' ', 'Space', 'ctrl', true)],
    ['Alt+Right', stroke('ArrowRight', 'ArrowRight', 'alt')],
    ['Ctrl+Shift+1', stroke('!', 'Digit1', 'ctrl', true)],
    ['Ctrl+,', stroke(',', 'Comma', 'ctrl')],
    ['Delete', stroke('Delete', 'Delete')],
  ])('is %s', (name, pressed) => {
    expect(keyName(pressed)).toBe(name);
  });

  it('says Ctrl for the command key of macOS', () => {
    expect(keyName(stroke('k', 'KeyK', 'meta'))).toBe('Ctrl+K');
  });

  it('follows the letter that a keyboard writes, not its place', () => {
    expect(keyName(stroke('z', 'KeyW', 'ctrl'))).toBe('Ctrl+Z');
  });

  it('follows the place where Option writes a sign of its own', () => {
    expect(keyName(stroke('®', 'KeyR', 'alt'))).toBe('Alt+R');
  });
});

it('is shown with arrows as they are on the keys', () => {
  expect(keyParts('Alt+Right')).toEqual(['Alt', '→']);
});
