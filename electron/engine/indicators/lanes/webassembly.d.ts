/** As much of WebAssembly as lanes use, and the sandbox of scripts: TypeScript declares it for browsers only. */
declare namespace WebAssembly {
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum: number; readonly shared: true });
    /** Of one thread's own: nothing here looks into it. */
    constructor(limits: { readonly initial: number; readonly maximum: number });
    readonly buffer: SharedArrayBuffer;
    /** Adds pages; answers how many there were. Throws RangeError beyond the maximum. */
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
