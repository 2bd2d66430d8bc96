/**
 * Whether the rows of a grid must keep their places: while the pointer or the focus is on them, nobody
 * reads or presses the wrong row. The header does not count: pressing it asks for an order.
 */
export class OrderHold {
  readonly #host: HTMLElement;
  readonly #changed: (held: boolean) => void;
  readonly #ending = new AbortController();
  #pointer = false;
  #focus = false;

  constructor(host: HTMLElement, changed: (held: boolean) => void) {
    this.#host = host;
    this.#changed = changed;
    const { signal } = this.#ending;
    host.addEventListener('pointerover', (event) => this.#set(isInRow(event.target), this.#focus), {
      signal,
    });
    host.addEventListener('pointerleave', () => this.#set(false, this.#focus), { signal });
    host.addEventListener('focusin', (event) => this.#set(this.#pointer, isInRow(event.target)), { signal });
    host.addEventListener(
      'focusout',
      ({ relatedTarget }) => this.#set(this.#pointer, this.#holds(relatedTarget)),
      {
        signal,
      },
    );
  }

  get held(): boolean {
    return this.#pointer || this.#focus;
  }

  close(): void {
    this.#ending.abort();
  }

  #holds(target: EventTarget | null): boolean {
    return target instanceof Node && this.#host.contains(target) && isInRow(target);
  }

  #set(pointer: boolean, focus: boolean): void {
    const before = this.held;
    this.#pointer = pointer;
    this.#focus = focus;
    if (this.held !== before) this.#changed(this.held);
  }
}

function isInRow(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.ag-row') !== null;
}
