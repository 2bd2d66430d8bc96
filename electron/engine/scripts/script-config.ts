import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { JsonObject, JsonValue } from '../../../shared/domain/json.ts';

/** The `config` of a scanner of kind `script`. */
export interface ScriptConfig {
  /** Name of the file, without a folder: `gap-script.js`. */
  readonly file: string;
  /** Of the file's exact bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Handed to the script as it is. */
  readonly params: JsonObject;
}

/** A name that is the same on every system and never leads out of its folder. */
export const SCRIPT_FILE = /^[a-z0-9][a-z0-9_-]{0,59}\.js$/;

const SHA256 = /^[0-9a-f]{64}$/;
const KEYS = ['file', 'sha256', 'params'];

/** Throws InvalidArgumentError naming the key, the value and what is allowed. */
export function scriptConfig(config: Readonly<Record<string, JsonValue>>): ScriptConfig {
  for (const key of Object.keys(config)) {
    if (!KEYS.includes(key)) throw new InvalidArgumentError('config', key, `the keys ${KEYS.join(', ')}`);
  }
  const { file, sha256, params = {} } = config;
  if (typeof file !== 'string' || !SCRIPT_FILE.test(file)) {
    throw new InvalidArgumentError(
      'config.file',
      file,
      'the name of a script: small letters, digits, - and _, then .js',
    );
  }
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) {
    throw new InvalidArgumentError('config.sha256', sha256, "the SHA-256 of the script's bytes, 64 digits");
  }
  if (!isObject(params)) throw new InvalidArgumentError('config.params', params, 'an object');
  return { file, sha256, params };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
