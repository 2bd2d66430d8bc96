import { type HostileScript, MEMORY, probe, STEPS, sets, stopped, whole } from './hostile-script.ts';

/** What is handed over changes, answers or reports while it is read. */
const TRAPS: readonly HostileScript[] = [
  stopped(
    'a figure that reports its symbol while it is read',
    'context.hit(0, { get x() { context.hit(0); return 1; } });',
    /named twice|reported by this scan already/,
  ),
  whole(
    'a figure that is another number at each look',
    'export function scan(context) { let looks = 0; context.hit(0, { get x() { looks += 1; return looks === 1 ? 1 : NaN; } }, "as ever"); }',
    { sees: 'as ever' },
  ),
  stopped(
    'figures of a proxy that names one twice',
    'context.hit(0, new Proxy({}, { ownKeys: () => ["x", "x"], get: () => 1 }));',
    /duplicate|TypeError|named twice/,
  ),
  stopped('a log line whose toJSON never ends', 'console.log({ toJSON() { for (;;); } });', STEPS),
  stopped('a log line that cannot be a text', 'console.log({ toJSON() { return 1n; } });', /TypeError/),
  stopped(
    'a list whose end is a trap',
    'for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return() { for (;;); } }) }) break;',
    STEPS,
  ),
  stopped(
    'a number that is made of a text without end',
    'Number({ [Symbol.toPrimitive]() { for (;;); } });',
    STEPS,
  ),
  stopped(
    'options whose interval never comes',
    'context.indicator("sma", { get interval() { for (;;); } });',
    STEPS,
  ),
];

/** What nests deeper, or grows longer, than the one that reads it can bear. */
const DEPTHS: readonly HostileScript[] = [
  whole('a program of nested brackets', `export function scan() { ${'('.repeat(60_000)}; }`, {
    refused: /stack overflow|SyntaxError/,
  }),
  whole('a program of nested lists', `export function scan() { ${'['.repeat(60_000)}; }`, {
    refused: /stack overflow|SyntaxError/,
  }),
  whole('a program of nested functions', `export function scan() { ${'(() => '.repeat(30_000)}; }`, {
    refused: /stack overflow|SyntaxError/,
  }),
  stopped('a program that it writes itself', 'eval("[".repeat(1e6));', /stack overflow|SyntaxError/),
  stopped(
    'a regular expression of nested groups',
    'new RegExp("(".repeat(100000));',
    /stack overflow|SyntaxError|out of memory/,
  ),
  stopped(
    'a regular expression of many choices',
    'new RegExp("(?:" + "a|".repeat(5000) + "b)*c").test("a".repeat(10000));',
    /took more steps|out of memory|SyntaxError|too many|stack overflow/i,
  ),
  stopped(
    'a regular expression of exponential copies',
    '/(?:(?:(?:a{1,99}){1,99}){1,99}){1,99}b/.test("a".repeat(200));',
    STEPS,
  ),
  stopped(
    'a regular expression that looks back',
    '/(?<=(a+)+)b$/.test("a".repeat(30) + "c"); for (;;);',
    STEPS,
  ),
  stopped(
    'a list within a list, as text',
    'let list = []; for (let i = 0; i < 50000; i += 1) list = [list]; String(list);',
    /stack overflow/,
  ),
  stopped(
    'a list that holds itself, made flat',
    'const list = []; list.push(list, list); list.flat(1e9);',
    /stack overflow|out of memory/,
  ),
  stopped(
    'a function bound again and again',
    'let run = () => 1; for (let i = 0; i < 50000; i += 1) run = run.bind(null); run();',
    /stack overflow|out of memory/,
  ),
  stopped(
    'a proxy of a proxy',
    'let p = {}; for (let i = 0; i < 50000; i += 1) p = new Proxy(p, {}); p.x;',
    /stack overflow/,
  ),
  stopped(
    'an error of an error of an error',
    'let e; for (let i = 0; i < 1e5; i += 1) e = new Error("x", { cause: e }); throw e;',
    /Error: x/,
  ),
  whole(
    'a text of many pieces',
    'export function scan(context) { let text = ""; for (let i = 0; i < 2000; i += 1) text = (i % 2 ? "a" : "b") + text + "c"; context.hit(0, {}, text); }',
    { sees: `${'ab'.repeat(100)}` },
  ),
  stopped('a huge text as a symbol', 'context.hit("x".repeat(5e6));', /x{40} is no symbol/),
  whole('a huge text as a reason', 'export function scan(context) { context.hit(0, {}, "y".repeat(1e7)); }', {
    sees: 'y'.repeat(200),
  }),
  stopped('a text padded beyond memory', '"x".padEnd(2 ** 30 - 1);', MEMORY),
];

/** What goes on after its call, or comes back in another. */
const LATER: readonly HostileScript[] = [
  whole(
    'an answer that settles into itself',
    'export async function scan() { const t = { then(done) { done(t); } }; return t; }',
    { refused: /promises to be settled|must not wait|took more steps/ },
  ),
  whole(
    'an answer whose then never ends',
    'export async function scan() { return { then() { for (;;); } }; }',
    {
      refused: STEPS,
    },
  ),
  whole(
    'a context that was kept from loading',
    `let kept;
    export function setup(context) { kept = context; }
    export function scan(context) {
      try { kept.hit(0); } catch (error) { context.hit(0, {}, error.name); }
    }`,
    { sees: 'TypeError' },
  ),
  whole(
    'a promise that was rejected and forgotten',
    'Promise.reject(new Error("x")); export function scan(context) { context.hit(0, {}, "as ever"); }',
    {
      sees: 'as ever',
    },
  ),
  whole(
    'an async generator that is left in the middle',
    'export async function scan(context) { for await (const x of (async function* () { yield 1; yield 2; })()) { context.hit(0, {}, String(x)); break; } }',
    {
      sees: '1',
    },
  ),
  stopped(
    'an async recursion',
    'const again = async () => { await null; return again(); }; again();',
    /promises to be settled|stack overflow|took more steps|out of memory/,
  ),
  stopped(
    'many promises at once',
    'return Promise.all(Array.from({ length: 1e5 }, async () => 1));',
    /promises to be settled|out of memory/,
  ),
];

/** What looks at time, chance, frames and memory. */
const LOOKS: readonly HostileScript[] = [
  probe(
    'a date as a text',
    'new Date(0).toString().slice(0, 33) + (Date() === new Date(context.now).toString())',
    'Thu Jan 01 1970 00:00:00 GMT+0000true',
  ),
  probe(
    'a date of local words',
    'new Date("2024-03-10T02:30:00").getTime() === Date.UTC(2024, 2, 10, 2, 30)',
    'true',
  ),
  probe(
    'dates of the language of the machine',
    'new Date(0).toLocaleDateString() === new Date(0).toLocaleDateString("de-DE")',
    'true',
  ),
  probe('chance by another way', 'Object.getOwnPropertyDescriptor(Math, "random").configurable', 'false'),
  probe('chance of a new Math', 'Object.create(Math).random === Math.random', 'true'),
  probe('sines that differ from machine to machine', 'Math.sin(1e22)', String(Math.sin(1e22))),
  probe(
    'a stack that runs code',
    '(() => { let ran = 0; Error.prepareStackTrace = () => { ran += 1; return "x"; }; try { context.hit(-1); } catch (e) { void e.stack; } Error.prepareStackTrace = undefined; return ran < 3; })()',
    'true',
  ),
  stopped(
    'a stack that never ends',
    'Error.prepareStackTrace = () => { for (;;); }; throw new Error("x");',
    /Error: x|took more steps/,
  ),
  probe(
    'a stack of endless length',
    '(() => { Error.stackTraceLimit = 1e9; const f = (n) => n === 0 ? new Error("x").stack.length : f(n - 1); return f(500) < 1e6; })()',
    'true',
  ),
  probe('the collector', '[typeof WeakRef, typeof FinalizationRegistry]', 'undefined,undefined'),
  probe(
    'copies of the structure',
    '[typeof structuredClone, typeof queueMicrotask, typeof reportError]',
    'undefined,undefined,undefined',
  ),
  probe(
    'memory that was taken away from the host',
    '(() => { const { buffer } = context.isPromoted(0) ? {} : { buffer: new ArrayBuffer(8) }; return typeof buffer.transfer === "function" ? buffer.transfer(16).byteLength : 16; })()',
    '16',
  ),
  probe(
    'a module with attributes',
    '(() => { try { new Function("import x from \'a\' with { type: \'json\' }"); return "made"; } catch (e) { return e.name; } })()',
    'SyntaxError',
  ),
];

/** Checks that are forged, or turned against what keeps them. */
const CHECKS: readonly HostileScript[] = [
  stopped(
    'seventeen checks',
    'for (let i = 0; i < 17; i += 1) context.check(0, "check " + i, 1, ">", 0);',
    /more than 16 checks/,
  ),
  stopped(
    'a check that was told',
    'context.check(0, "a", 1, ">", 0); context.check(0, "a", 1, ">", 0);',
    /told by this scan already/,
  ),
  stopped(
    'a check that asks something else',
    'context.check(0, "a", 1, ">", 0); context.check(1, "a", 1, "<", 0);',
    /the same question/,
  ),
  stopped(
    'a check that compares by a program',
    'context.check(0, "a", 1, "constructor", 0);',
    /is no comparison/,
  ),
  stopped('a check of a unit that there is not', 'context.check(0, "a", 1, ">", 0, "__proto__");', /no unit/),
  stopped('a check of texts', 'context.check(0, "a", "1", ">", 0);', /numbers are compared/),
  stopped(
    'a check of an object that is a number',
    'context.check(0, "a", { valueOf: () => 1 }, ">", 0);',
    /numbers are compared/,
  ),
  stopped('a check that is neither yes nor no', 'context.check(0, "a", 1);', /must be true, false or null/),
  stopped(
    'a check of a name of any length',
    'context.check(0, "a".repeat(1e6), true);',
    /1 to 60 characters/,
  ),
  stopped('a check without a name', 'context.check(0, "", true);', /1 to 60 characters/),
  stopped('a check of nobody', 'context.check(9, "a", true);', /no symbol of this scan/),
  probe(
    'a check called as every object',
    '[context.check(1, "__proto__", 2, ">", 1), context.check(1, "constructor", true)]',
    'true,true',
  ),
  probe(
    'a check of what is not there',
    '[context.check(1, "a", NaN, ">", 1), context.check(1, "b", 1, "<", Infinity)]',
    ',',
  ),
  sets(
    'Object.prototype["~"] = () => true; Object.defineProperty(Object.prototype, "0", { set() { throw 1; }, get() { return 7; } }); Float64Array.prototype.fill = () => { throw 1; };',
    'as ever',
    'what checks are kept in',
  ),
  whole(
    'what checks are kept in, while they are told',
    `Object.defineProperty(Object.getPrototypeOf(Float64Array.prototype), 'buffer', { get() { throw 1; } });
    globalThis.ArrayBuffer = globalThis.Float64Array = undefined;
    export function scan(context) { context.check(0, 'a', 1, '>', 0); context.hit(0, {}, 'as ever'); }`,
    { sees: 'as ever' },
  ),
];

/** More ways, by class: traps, depths, what comes later, what looks out, and forged checks. */
export const HOSTILE_CLASSES: readonly HostileScript[] = [...TRAPS, ...DEPTHS, ...LATER, ...LOOKS, ...CHECKS];
