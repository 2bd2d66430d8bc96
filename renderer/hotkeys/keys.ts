/** What a key name is made from. */
type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

const SIGNS: Readonly<Record<string, string>> = {
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Backspace: '⌫',
};

/**
 * `Ctrl+Shift+Space`, `Alt+Right`: modifiers in this order, then the key. Ctrl means Cmd on macOS.
 * Letters by what they write, so that every keyboard has them where its user looks for them; where a
 * modifier makes something else of a key, by its place.
 */
export function keyName(stroke: KeyStroke): string {
  const modifiers = [
    stroke.ctrlKey || stroke.metaKey ? 'Ctrl' : '',
    stroke.altKey ? 'Alt' : '',
    stroke.shiftKey ? 'Shift' : '',
  ].filter((each) => each !== '');
  return [...modifiers, base(stroke)].join('+');
}

function base({ key, code }: KeyStroke): string {
  const named = NAMES[key];
  if (named !== undefined) return named;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  const placed = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (placed !== undefined && !isSign(key)) return placed;
  return key;
}

/** Signs that are keys of their own: `Ctrl+,` and `Ctrl+/`, wherever a keyboard has them. */
function isSign(key: string): boolean {
  return key === ',' || key === '/';
}

/** The parts of a key's name as they are written on keys: `['Alt', '→']`. */
export function keyParts(name: string): readonly string[] {
  return name.split('+').map((part) => SIGNS[part] ?? part);
}
