/** Holds a run between two steps while it is paused. */
export class PauseGate {
  #release: (() => void) | undefined;
  #wait: Promise<void> | undefined;

  get isClosed(): boolean {
    return this.#wait !== undefined;
  }

  close(): void {
    if (this.#wait !== undefined) return;
    this.#wait = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  open(): void {
    this.#release?.();
    this.#release = undefined;
    this.#wait = undefined;
  }

  /** Resolves at once while open. */
  async pass(): Promise<void> {
    while (this.#wait !== undefined) await this.#wait;
  }
}
