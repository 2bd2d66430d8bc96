/** How a file writes its numbers. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  /** Between groups of three digits; '' for none. A space stands for any kind of space. */
  readonly thousands: '' | ',' | '.' | ' ' | "'";
}

export const POINT_STYLE: NumberStyle = { decimal: '.', thousands: '' };

const ZERO = 0x30;
const MINUS = 0x2d;
/** Powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** Digits that always fit a double's 53 bits. */
const EXACT_DIGITS = 15;
const LONGEST_NUMBER = 64;
const SUFFIXES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
/** Non-breaking and narrow spaces that programs put between thousands, in UTF-8 and in windows-1252. */
const SPACES = /[\u00a0\u202f\u2009 ]/g;

/** Reads numbers of one style out of bytes, each rounded as `Number(text)` rounds it; NaN for what is none. */
export class NumberReader {
  readonly #decimal: number;
  readonly #style: NumberStyle;
  readonly #grouped: RegExp | undefined;

  constructor(style: NumberStyle) {
    this.#style = style;
    this.#decimal = style.decimal.charCodeAt(0);
    this.#grouped = style.thousands === '' ? undefined : groupedPattern(style);
  }

  read(bytes: Buffer, start: number, end: number): number {
    let at = start;
    const negative = bytes[at] === MINUS && at < end;
    if (negative) at += 1;
    let digits = 0;
    let fraction = 0;
    let value = 0;
    let inFraction = false;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits += 1;
        if (inFraction) fraction += 1;
      } else if (byte === this.#decimal && !inFraction) {
        inFraction = true;
      } else {
        return this.#slowly(bytes, start, end);
      }
    }
    if (digits === 0 || digits > EXACT_DIGITS) return this.#slowly(bytes, start, end);
    // Both operands are exact, so that the one division rounds as the text's own value would.
    const magnitude = value / (POWERS_OF_TEN[fraction] ?? Number.NaN);
    return negative ? -magnitude : magnitude;
  }

  readText(text: string): number {
    return parsed(text, this.#style, this.#grouped);
  }

  #slowly(bytes: Buffer, start: number, end: number): number {
    if (end - start > LONGEST_NUMBER) return Number.NaN;
    const isLatin = bytes.subarray(start, end).includes(0xa0) && !bytes.subarray(start, end).includes(0xc2);
    return this.readText(bytes.toString(isLatin ? 'latin1' : 'utf8', start, end));
  }
}

/** Exponents, currency signs, groups of thousands, `1.2M`, brackets for below zero. */
function parsed(text: string, style: NumberStyle, grouped: RegExp | undefined): number {
  // Most are plain: digits, and a point where the style has it.
  if (
    style.decimal === '.'
      ? /^\d{1,15}(\.\d{0,15})?$/.test(text) && style.thousands !== '.'
      : /^\d{1,15}$/.test(text)
  ) {
    return Number(text);
  }
  if (text.length > LONGEST_NUMBER) return Number.NaN;
  const trimmed = text
    .replace(SPACES, ' ')
    .trim()
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^([+-]?)[$€£] ?/, '$1')
    .replace(/ ?(USD|[$€£])$/, '');
  const suffix = SUFFIXES[trimmed.at(-1)?.toUpperCase() ?? ''];
  const figure = suffix === undefined ? trimmed : trimmed.slice(0, -1).trimEnd();
  const plain = ungrouped(figure, style, grouped);
  if (plain === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number.NaN;
  // Of 1.1 million the text's own value is 1100000, the product 1100000.0000000002.
  return suffix === undefined ? Number(plain) : Number(`${plain}e${Math.log10(suffix)}`);
}

/** With a point and without groups; undefined where the groups are not of three digits. */
function ungrouped(
  text: string,
  { decimal, thousands }: NumberStyle,
  grouped: RegExp | undefined,
): string | undefined {
  let plain = text;
  if (thousands !== '' && plain.includes(thousands)) {
    if (grouped?.test(plain) !== true) return undefined;
    plain = plain.replaceAll(thousands, '');
  }
  if (decimal === '.') return plain.includes(',') ? undefined : plain;
  return plain.includes('.') ? undefined : plain.replace(',', '.');
}

function groupedPattern({ decimal, thousands }: NumberStyle): RegExp {
  const escaped = (mark: string): string => (mark === '.' ? '\\.' : mark);
  const mark = escaped(thousands);
  return new RegExp(`^[+-]?\\d{1,3}(${mark}\\d{3})+(${escaped(decimal)}\\d*)?$`);
}
