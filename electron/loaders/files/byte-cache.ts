/** Keeps what was parsed, least recently used out first, within a bound in bytes. */
export class ByteCache<Value extends { readonly byteLength: number }, Key = string> {
  readonly #bound: number;
  readonly #entries = new Map<Key, Value>();
  #bytes = 0;

  constructor(boundInBytes: number) {
    this.#bound = boundInBytes;
  }

  /** The kept value, or the one that `make` gives, which is kept from now on. */
  get(key: Key, make: () => Value): Value {
    const known = this.#entries.get(key);
    const value = known ?? make();
    if (known === undefined) this.#bytes += value.byteLength;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#evict(key);
    return value;
  }

  /** The kept value, as recently used as it was. */
  peek(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #evict(newest: Key): void {
    for (const [key, value] of this.#entries) {
      if (this.#bytes <= this.#bound || key === newest) return;
      this.#entries.delete(key);
      this.#bytes -= value.byteLength;
    }
  }
}
