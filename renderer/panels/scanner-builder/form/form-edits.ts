import type { FormGroup, FormNode, TextEdit } from './form-tree.ts';

/** What joins conditions when the form writes: one to a line, as a trader would read them aloud. */
const JOINED = { all: 'and', any: 'or' } as const;

/** The text after some edits, given in any order; they do not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const last = [...edits].sort((a, b) => b.span.from - a.span.from);
  return last.reduce(
    (now, { span, replacement }) => now.slice(0, span.from) + replacement + now.slice(span.to),
    text,
  );
}

/** One more condition at the end of the whole rule, which holds together with what is there ("and"). */
export function withCondition(text: string, root: FormNode | undefined, condition: string): string {
  if (root === undefined)
    return text.trim() === '' ? condition : `${text.trimEnd()}\n  and ${grouped(condition)}`;
  if (root.kind === 'group' && root.logic === 'any' && root.span.from === root.inner.from) {
    // "and" binds closer than "or": without brackets the new condition would belong to the last one alone.
    const { from, to } = root.span;
    return `${text.slice(0, from)}(${text.slice(from, to)})\n  and ${grouped(condition)}${text.slice(to)}`;
  }
  return edited(text, [{ span: at(root.span.to), replacement: `\n  and ${grouped(condition)}` }]);
}

/** One more condition in a group. */
export function withPart(text: string, group: FormGroup, condition: string): string {
  const joined = `\n  ${JOINED[group.logic]} ${grouped(condition)}`;
  return edited(text, [{ span: at(group.inner.to), replacement: joined }]);
}

/** A condition that may hold instead of one row: the two become a group of their own. */
export function withAlternative(text: string, { span }: FormNode, condition: string): string {
  return edited(text, [
    { span, replacement: `(${text.slice(span.from, span.to)} or ${grouped(condition)})` },
  ]);
}

/** Without one part of a group, and without the word that joined it. A group of one that is left loses its brackets. */
export function withoutPart(text: string, group: FormGroup, index: number): string {
  const part = group.of[index];
  if (part === undefined) return text;
  const [before, after] = [group.operators[index - 1], group.operators[index]];
  const other = group.of[1 - index];
  if (group.of.length === 2 && other !== undefined) {
    const kept = text.slice(other.span.from, other.span.to);
    const bare = other.kind === 'group' && other.span.from === other.inner.from && isInside(group);
    return edited(text, [{ span: group.span, replacement: bare ? `(${kept})` : kept }]);
  }
  if (before !== undefined)
    return edited(text, [
      { span: { from: gapBefore(text, before.from), to: part.span.to }, replacement: '' },
    ]);
  const next = group.of[index + 1];
  if (after === undefined || next === undefined) return text;
  return edited(text, [{ span: { from: part.span.from, to: next.span.from }, replacement: '' }]);
}

/** "All of" made "any of", or the other way round. */
export function withLogic(text: string, group: FormGroup, logic: FormGroup['logic']): string {
  return edited(
    text,
    group.operators.map((span) => ({ span, replacement: JOINED[logic] })),
  );
}

/** A condition in brackets where it is more than one: it stays together wherever it is put. */
function grouped(condition: string): string {
  return /\bor\b/.test(condition) && !/^\(.*\)$/s.test(condition) ? `(${condition})` : condition;
}

function isInside(group: FormGroup): boolean {
  return group.span.from !== group.inner.from;
}

function gapBefore(text: string, offset: number): number {
  let from = offset;
  while (from > 0 && /\s/.test(text[from - 1] ?? '')) from -= 1;
  return from;
}

function at(offset: number): { readonly from: number; readonly to: number } {
  return { from: offset, to: offset };
}
