/** A text of somebody else's as one line of at most so many characters, without what is not shown. */
export function oneLine(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .trim();
}
