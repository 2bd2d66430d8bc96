import { HOSTILE_CLASSES } from './hostile-classes.ts';
import { type HostileScript, MEMORY, probe, STEPS, sets, stopped, whole } from './hostile-script.ts';

const ESCAPES: readonly HostileScript[] = [
  probe('process', 'typeof process', 'undefined'),
  probe('require', 'typeof require', 'undefined'),
  probe(
    'fetch and sockets',
    '[typeof fetch, typeof XMLHttpRequest, typeof WebSocket]',
    'undefined,undefined,undefined',
  ),
  probe(
    'timers',
    '[typeof setTimeout, typeof setInterval, typeof setImmediate]',
    'undefined,undefined,undefined',
  ),
  probe(
    'workers',
    '[typeof Worker, typeof postMessage, typeof importScripts]',
    'undefined,undefined,undefined',
  ),
  probe('files of the interpreter', '[typeof std, typeof os, typeof bjson]', 'undefined,undefined,undefined'),
  probe('WebAssembly inside', 'typeof WebAssembly', 'undefined'),
  probe('memory shared with others', '[typeof SharedArrayBuffer, typeof Atomics]', 'undefined,undefined'),
  probe(
    'waiting on shared memory',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0)',
    'threw ReferenceError',
  ),
  probe(
    'what the collector does',
    '[typeof WeakRef, typeof FinalizationRegistry, typeof gc]',
    'undefined,undefined,undefined',
  ),
  probe(
    'constructor of a constructor',
    '({}).constructor.constructor("return typeof process")()',
    'undefined',
  ),
  probe(
    'constructor of what it is given',
    'context.constructor.constructor("return typeof require")()',
    'undefined',
  ),
  probe(
    'constructor of a function of the host',
    'context.hit.constructor("return typeof process")()',
    'undefined',
  ),
  probe(
    'constructor of a column',
    'Object.getPrototypeOf(Float64Array).constructor("return typeof process")()',
    'undefined',
  ),
  probe(
    'constructor of an error of the host',
    '(() => { try { context.hit(-1) } catch (e) { return e.constructor.constructor("return typeof process")() } })()',
    'undefined',
  ),
  probe(
    'constructor of generators',
    '(function* () {}).constructor("yield typeof process")().next().value',
    'undefined',
  ),
  probe(
    'constructor of async functions',
    'typeof (async () => {}).constructor("return process")',
    'function',
  ),
  probe(
    'constructor of async generators',
    'typeof (async function* () {}).constructor("yield process")',
    'function',
  ),
  probe('eval', 'eval("typeof process")', 'undefined'),
  probe('eval that is called by another name', '(0, eval)("typeof globalThis.process")', 'undefined'),
  probe('globalThis of a plain function', '(function () { return typeof this })()', 'undefined'),
  probe('the caller of a function', 'context.hit.caller', 'threw TypeError'),
  probe('arguments of the host', 'context.hit.arguments', 'threw TypeError'),
  probe(
    'stack frames as objects',
    '(() => { Error.prepareStackTrace = (e, frames) => frames; const s = new Error("x").stack; return Array.isArray(s) && s.some((f) => f.getThis) })()',
    'false',
  ),
  probe('paths of the host in a stack', 'new Error("x").stack.includes("/")', 'false'),
  probe(
    'the prelude in a stack',
    '(() => { try { context.hit(-1) } catch (e) { return /node|worker|dist/.test(e.stack) } })()',
    'false',
  ),
  probe(
    'Reflect on the context',
    'Reflect.ownKeys(context).some((key) => typeof context[key] === "object" && context[key] !== null && "process" in context[key])',
    'false',
  ),
  probe(
    'Reflect.construct with another target',
    'typeof Reflect.construct(Function, ["return typeof process"], context.hit)',
    'threw TypeError',
  ),
  probe(
    'a proxy around the context',
    'new Proxy(context, { get: (t, k) => Reflect.get(t, k) }).hit === context.hit',
    'true',
  ),
  probe('changing the context', '(context.now = 1, context.now)', 'threw TypeError'),
  probe('changing its params', '(context.params.percent = 90, context.params.percent)', 'threw TypeError'),
  probe('changing its symbols', '(context.symbols[0] = "EVIL", 1)', 'threw TypeError'),
  probe('the real clock', '[Date.now() === context.now, new Date().getTime() === context.now]', 'true,true'),
  probe(
    "the machine's zone",
    '[new Date(context.now).getTimezoneOffset(), new Date(2024, 0, 1).getTime()]',
    `0,${Date.UTC(2024, 0, 1)}`,
  ),
  probe(
    'the real clock by the class of a date',
    'new (Object.getPrototypeOf(new Date(0)).constructor)().getTime() === context.now',
    'true',
  ),
  probe(
    'real chance',
    '(() => { const before = Math.random; try { Math.random = () => 0.5 } catch {} return before === Math.random })()',
    'true',
  ),
  probe('performance', 'typeof performance', 'undefined'),
  probe('locale of the machine', '[typeof Intl, (1234.5).toLocaleString()]', 'undefined,1234.5'),
  whole('import of a module', 'import fs from "fs"; export function scan() {}', {
    refused: /could not load module/,
  }),
  whole('import of a file', 'import x from "./trusted.json"; export function scan() {}', {
    refused: /could not load module/,
  }),
  whole('import() of a module', 'export async function scan() { await import("node:fs"); }', {
    refused: /could not load module/,
  }),
  whole(
    'import() of code in an address',
    'export async function scan() { await import("data:text/javascript,export default 1"); }',
    { refused: /could not load module/ },
  ),
  whole('import.meta', 'export function scan(context) { context.hit(0, {}, String(import.meta.url)); }', {
    sees: 'undefined',
  }),
  whole(
    'an export that is a proxy',
    'export const scan = new Proxy(function () {}, { apply() { for (;;); } });',
    { refused: STEPS },
  ),
  whole('an export that is no function', 'export const scan = { call() { return 1; } };', {
    refused: /no exported function scan/,
  }),
  whole('no export', 'function scan() {}', { refused: /no exported function scan/ }),
  whole('no program at all', 'this is no program', { refused: /SyntaxError/ }),
];

const BOMBS: readonly HostileScript[] = [
  stopped('an endless loop', 'for (;;);', STEPS),
  stopped(
    'an endless loop that catches everything',
    'for (;;) { try { for (;;); } catch {} finally { continue; } }',
    STEPS,
  ),
  whole('an endless loop while it is loaded', 'for (;;); export function scan() {}', { refused: STEPS }),
  whole('an endless loop in setup', 'export function setup() { for (;;); } export function scan() {}', {
    refused: STEPS,
  }),
  stopped('endless recursion', '(function again() { again(); })();', /stack overflow/),
  stopped('recursion through a getter', 'const o = { get x() { return o.x; } }; o.x;', /stack overflow/),
  stopped(
    'recursion through a proxy',
    'const p = new Proxy({}, { get: (t, k) => p[k] }); p.x;',
    /stack overflow/,
  ),
  stopped(
    'recursion through JSON',
    'let o = {}; for (let i = 0; i < 20000; i += 1) o = { o }; JSON.stringify(o);',
    /stack overflow|out of memory/,
  ),
  stopped('a deeply nested text for JSON', 'JSON.parse("[".repeat(200000));', /stack overflow|SyntaxError/),
  stopped(
    'an endless chain of promises',
    'const again = () => Promise.resolve().then(again); again();',
    /promises to be settled/,
  ),
  stopped(
    'promises that work without end',
    'const again = () => { for (let i = 0; i < 1e6; i += 1); return Promise.resolve().then(again); }; again();',
    STEPS,
  ),
  whole('an async scan that never ends', 'export async function scan() { await new Promise(() => {}); }', {
    refused: /must not wait/,
  }),
  whole('a module that never loads', 'await new Promise(() => {}); export function scan() {}', {
    refused: /waits for something/,
  }),
  stopped(
    'a generator without end',
    'function* all() { for (;;) yield 1; } for (const one of all());',
    STEPS,
  ),
  stopped(
    'an iterator that never says done',
    'Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) });',
    /took more steps|out of memory/,
  ),
  stopped('a regular expression of exponential time', '/^(a+)+$/.test("a".repeat(40) + "b");', STEPS),
  stopped('a regular expression of nested quantifiers', '/(x+x+)+y/.test("x".repeat(60));', STEPS),
  stopped(
    'a regular expression in replace',
    '"a".repeat(50).replace(/(a|aa)+$/, () => { for (;;); });',
    STEPS,
  ),
  stopped('a sort that never ends', '[1, 2, 3].sort(() => { for (;;); });', STEPS),
  stopped('toString without end', 'String({ toString() { for (;;); } });', STEPS),
  stopped('a huge text', '"x".repeat(2 ** 29);', MEMORY),
  stopped('a text that doubles', 'let text = "x"; for (;;) text += text;', MEMORY),
  stopped('texts without number', 'const all = []; for (;;) all.push("x".repeat(5e6) + all.length);', MEMORY),
  stopped('a huge array', 'new Array(2 ** 27).fill(0);', /out of memory|took more steps/i),
  stopped('arrays without number', 'const all = []; for (;;) all.push(new Array(1000).fill(7));', MEMORY),
  stopped('a huge buffer', 'new ArrayBuffer(2 ** 30);', MEMORY),
  stopped('buffers without number', 'const all = []; for (;;) all.push(new Uint8Array(2 ** 20));', MEMORY),
  stopped(
    'a buffer that grows',
    'const b = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); b.resize(2 ** 30); ',
    /out of memory|invalid|not a function/i,
  ),
  stopped(
    'objects without number',
    'const all = []; for (;;) all.push({ a: [all.length] });',
    /out of memory|took more steps/i,
  ),
  stopped(
    'a map without end',
    'const all = new Map(); for (let i = 0; ; i += 1) all.set(i, "x".repeat(9000) + i);',
    /out of memory|took more steps/i,
  ),
  stopped('a huge BigInt', '2n ** (2n ** 40n);', /too large|out of memory|RangeError/i),
];

const FORGED: readonly HostileScript[] = [
  stopped('hits without number', 'for (;;) context.hit(0);', /reported by this scan already/),
  stopped('a symbol that is not in the universe', 'context.hit("EVIL");', /no symbol of this scan/),
  stopped('a name of every object as a symbol', 'context.hit("__proto__");', /no symbol of this scan/),
  stopped('a row that there is not', 'context.hit(3);', /no symbol of this scan/),
  stopped('a row between two', 'context.hit(0.5);', /no symbol of this scan/),
  stopped('an object as a symbol', 'context.hit({ toString: () => "AAA" });', /no symbol of this scan/),
  stopped('NaN as a figure', 'context.hit(0, { x: NaN });', /finite number/),
  stopped('Infinity as a figure', 'context.hit(0, { x: -Infinity });', /finite number/),
  stopped('a text as a figure', 'context.hit(0, { x: "1" });', /finite number/),
  stopped('an object that becomes a number', 'context.hit(0, { x: { valueOf: () => 1 } });', /finite number/),
  stopped('a BigInt as a figure', 'context.hit(0, { x: 1n });', /finite number/),
  stopped(
    'seventeen figures',
    'const x = {}; for (let i = 0; i < 17; i += 1) x["x" + i] = i; context.hit(0, x);',
    /17 figures/,
  ),
  stopped(
    'figures without number by a proxy',
    'context.hit(0, new Proxy({}, { ownKeys: () => { for (;;); } }));',
    STEPS,
  ),
  stopped('figures of a getter without end', 'context.hit(0, { get x() { for (;;); } });', STEPS),
  stopped('__proto__ as a figure', 'context.hit(0, JSON.parse(\'{"__proto__": 1}\'));', /small letters/),
  stopped('constructor as a figure', 'context.hit(0, { constructor: 1 });', /no name of a figure/),
  stopped('markup as a figure', 'context.hit(0, { "<img src=x>": 1 });', /small letters/),
  stopped('a long name of a figure', 'context.hit(0, { ["x".repeat(41)]: 1 });', /small letters/),
  stopped(
    'a reason that is no text',
    'context.hit(0, {}, { toString: () => "x" });',
    /reason must be a text/,
  ),
  stopped('throwing a number', 'throw 5;', /tried\.js|5/),
  stopped('throwing nothing', 'throw undefined;', /undefined/),
  stopped('throwing a symbol', 'throw Symbol("x");', /Symbol\(x\)/),
  stopped('throwing a proxy', 'throw new Proxy({}, { get() { throw 1; } });', /cannot be shown/),
  stopped('throwing an error whose message never ends', 'throw { get message() { for (;;); } };', STEPS),
  stopped(
    'throwing an error with a huge message',
    'throw new Error("x".repeat(1e6));',
    /^tried|^Error: x{100}/,
  ),
  stopped(
    'throwing control characters',
    'throw new Error("a\\u0000\\u001b[31m\\u202eb");',
    /Error: a \[31m b/,
  ),
];

const POLLUTION: readonly HostileScript[] = [
  sets(
    'Object.prototype.toJSON = () => "evil"; Array.prototype.toJSON = () => ["evil"];',
    'as ever',
    'toJSON for everything',
  ),
  sets(
    'String.prototype.toJSON = () => "evil"; Number.prototype.toJSON = () => 666;',
    'as ever',
    'toJSON for texts and numbers',
  ),
  sets(
    'for (const k of Object.getOwnPropertyNames(Array.prototype)) { try { Array.prototype[k] = () => { throw 1; }; } catch {} }',
    'as ever',
    'every method of arrays',
  ),
  sets(
    'for (const k of Object.getOwnPropertyNames(String.prototype)) { try { String.prototype[k] = () => { throw 1; }; } catch {} }',
    'as ever',
    'every method of texts',
  ),
  sets(
    'JSON.stringify = JSON.parse = () => { throw 1; }; Object.keys = Object.freeze = () => { throw 1; };',
    'as ever',
    'JSON and Object',
  ),
  sets(
    'globalThis.Float64Array = globalThis.Uint8Array = globalThis.ArrayBuffer = function () { throw 1; };',
    'as ever',
    'the kinds of columns',
  ),
  sets(
    'Object.defineProperty(Array.prototype, 0, { set() { throw 1; } }); Object.defineProperty(Object.prototype, "row", { value: 9 });',
    'as ever',
    'setters on prototypes',
  ),
  sets(
    'Object.defineProperty(Float64Array, Symbol.species, { get() { throw 1; } }); Array.prototype[Symbol.iterator] = () => { throw 1; };',
    'as ever',
    'species and iterators',
  ),
  sets(
    'Reflect.apply = Function.prototype.call = Function.prototype.apply = () => { throw 1; };',
    'as ever',
    'calls themselves',
  ),
  sets('Promise.prototype.then = () => { throw 1; }; globalThis.Promise = 1;', 'as ever', 'promises'),
  sets(
    'Object.prototype.__proto__ = null; Object.prototype.polluted = "yes"; Object.prototype.then = (f) => f();',
    'as ever',
    'what every object has',
  ),
  sets(
    'globalThis.String = globalThis.Object = globalThis.Error = globalThis.Number = undefined;',
    'as ever',
    'the globals',
  ),
];

/** Ways out, bombs, forged answers, and prototypes turned against the host. */
export const HOSTILE_SCRIPTS: readonly HostileScript[] = [
  ...ESCAPES,
  ...BOMBS,
  ...FORGED,
  ...POLLUTION,
  ...HOSTILE_CLASSES,
];
