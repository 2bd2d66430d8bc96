import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { type Result, success } from '../../../shared/domain/result.ts';
import { isHostileKey } from './hostile-keys.ts';

type Path = readonly (string | number)[];

/** Something in the text that strict JSON does not allow. */
export interface JsonFault {
  readonly offset: number;
  readonly path: Path;
  readonly allowed: string;
  /** What stands there, when that is a key. */
  readonly key?: string;
}

export interface JsonDocument {
  readonly value: unknown;
  /** The value at a path; undefined where there is none. */
  valueAt(path: Path): unknown;
  /** Offset of the value at a path; of the nearest one around it where there is none. */
  offsetOf(path: Path): number;
  /** Offset of a key itself. */
  offsetOfKey(path: Path, key: string): number;
}

const MAX_JSON_CHARACTERS = 8_000_000;
const MAX_DEPTH = 64;

/** Reads strict JSON: no comments, no trailing commas, no repeated keys, none that reach a prototype. */
export function readJsonDocument(text: string): Result<JsonDocument, readonly JsonFault[]> {
  const tooMuch = boundFault(text);
  if (tooMuch !== undefined) return { ok: false, error: [tooMuch] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0 || root === undefined) return { ok: false, error: syntaxFaults(errors) };
  const faults: JsonFault[] = [];
  const value = readNode(root, [], faults);
  if (faults.length > 0) return { ok: false, error: faults };
  return success({
    value,
    valueAt: (path) => path.reduce(valueIn, value),
    offsetOf: (path) => offsetOf(root, path),
    offsetOfKey: (path, key) => keyOffset(root, path, key),
  });
}

/** The parser recurses, so depth is bounded before it runs. */
function boundFault(text: string): JsonFault | undefined {
  if (text.length > MAX_JSON_CHARACTERS) {
    return { offset: 0, path: [], allowed: `a file of at most ${MAX_JSON_CHARACTERS} characters` };
  }
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const first = text.charAt(scanner.getTokenOffset());
    if (first === '{' || first === '[') depth += 1;
    else if (first === '}' || first === ']') depth -= 1;
    if (depth > MAX_DEPTH) {
      return { offset: scanner.getTokenOffset(), path: [], allowed: `at most ${MAX_DEPTH} levels` };
    }
  }
  return undefined;
}

function syntaxFaults(errors: readonly ParseError[]): JsonFault[] {
  const first = errors[0];
  if (first === undefined) return [{ offset: 0, path: [], allowed: 'a JSON object' }];
  return [
    {
      offset: first.offset,
      path: [],
      allowed: SYNTAX_ADVICE[printParseErrorCode(first.error)] ?? 'strict JSON',
    },
  ];
}

/** What strict JSON wants, by the parser's name for what it met. */
const SYNTAX_ADVICE: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a string in double quotes, a number, true, false, null, an object or a list',
  InvalidNumberFormat: 'a number as in 12 or 0.5',
  PropertyNameExpected: 'a key in double quotes (no comma after the last entry)',
  ValueExpected: 'a value (no comma after the last entry)',
  ColonExpected: '":" after the key',
  CommaExpected: '"," between entries',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  EndOfFileExpected: 'nothing after the first value',
  InvalidCommentToken: 'no comments',
  UnexpectedEndOfComment: 'no comments',
  UnexpectedEndOfString: 'a double quote at the end of the string',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'an escape of JSON: \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
  InvalidCharacter: 'control characters only as escapes',
};

function readNode(node: Node, path: Path, faults: JsonFault[]): unknown {
  if (node.type === 'object') return readObject(node, path, faults);
  if (node.type === 'array') {
    return (node.children ?? []).map((child, index) => readNode(child, [...path, index], faults));
  }
  return node.value;
}

function readObject(node: Node, path: Path, faults: JsonFault[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [keyNode, valueNode] = property.children ?? [];
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = String(keyNode.value);
    const fault = { offset: keyNode.offset, path: [...path, key], key };
    if (isHostileKey(key)) faults.push({ ...fault, allowed: 'any other key' });
    else if (Object.hasOwn(result, key)) faults.push({ ...fault, allowed: 'each key once' });
    else result[key] = readNode(valueNode, [...path, key], faults);
  }
  return result;
}

function valueIn(container: unknown, segment: string | number): unknown {
  if (typeof container !== 'object' || container === null) return undefined;
  return Object.hasOwn(container, segment) ? Reflect.get(container, segment) : undefined;
}

function offsetOf(root: Node, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node.offset;
  }
  return root.offset;
}

function keyOffset(root: Node, path: Path, key: string): number {
  return findNodeAtLocation(root, [...path, key])?.parent?.offset ?? offsetOf(root, path);
}
