/**
 * The part of an AbortSignal that a transport needs. A platform's AbortSignal has it too.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Why it was aborted. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Gives up one request. The platform's AbortController is made for those only who ask for it: making one is slow. */
export class Cancellation implements CancelSignal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<() => void>();

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  abort(): void {
    this.aborted = true;
    this.reason = new DOMException('the request was given up', 'AbortError');
    for (const listener of this.#listeners) listener();
  }

  /** The same as a signal of the platform. */
  toAbortSignal(): AbortSignal {
    const controller = new AbortController();
    const follow = () => controller.abort(this.reason);
    if (this.aborted) follow();
    else this.#listeners.add(follow);
    return controller.signal;
  }
}
