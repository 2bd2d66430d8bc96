/** One script that means ill, and what must come of it. */
export interface HostileScript {
  readonly name: string;
  readonly text: string;
  /** What its refusal says, where it is stopped; the reason of its one hit, where it may go on and finds nothing. */
  readonly expected: { readonly refused: RegExp } | { readonly sees: string };
}

/** The words for a call that took too many steps. */
export const STEPS = /took more steps/;
/** The words for one that took too much memory. */
export const MEMORY = /out of memory|too long|invalid array|Array too large|invalid length/i;

/** The body of `scan(context)`, which is stopped. */
export function stopped(name: string, body: string, refused: RegExp): HostileScript {
  return { name, text: `export function scan(context) { ${body} }`, expected: { refused } };
}

/** An expression that looks for a way out, and what it sees instead. */
export function probe(name: string, expression: string, sees: string): HostileScript {
  const text = `export function scan(context) {
    let seen;
    try { seen = String(${expression}); } catch (error) { seen = 'threw ' + error.name; }
    context.hit(0, {}, seen);
  }`;
  return { name, text, expected: { sees } };
}

/** A whole script. */
export function whole(name: string, text: string, expected: HostileScript['expected']): HostileScript {
  return { name, text, expected };
}

/** A script that spoils what everything is made of, then hits as ever. */
export const sets = (code: string, sees: string, name: string): HostileScript =>
  whole(
    name,
    `${code}
    export function scan(context) { context.hit(0, { x: 1 }, 'as ever'); }`,
    { sees },
  );
