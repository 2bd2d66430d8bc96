const HOSTILE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** True for keys through which written data could reach an object's prototype. */
export function isHostileKey(key: string): boolean {
  return HOSTILE_KEYS.includes(key);
}
