import type { Clock } from './clock.js';

/** Rejection of a wait or a request that was cancelled. Callers see the error that is made of it. */
export class Cancelled {
  /** The caller's signal, the time for one request or for the whole call, or a wait that is too long to begin. */
  readonly by: 'signal' | 'timeout' | 'deadline' | 'wait';
  constructor(by: Cancelled['by']) {
    this.by = by;
  }
}

/**
 * Calls back when a signal is aborted. However many calls share a signal, it has one listener: runtimes warn of a leak
 * when there are more than a few.
 *
 * @returns A function that forgets the callback.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const group = groups.get(signal) ?? listenTo(signal);
  const entry = { callback };
  group.entries.add(entry);
  return () => {
    group.entries.delete(entry);
    if (group.entries.size > 0) return;
    signal.removeEventListener('abort', group.listener);
    groups.delete(signal);
  };
}

function listenTo(signal: AbortSignal) {
  const entries = new Set<{ readonly callback: () => void }>();
  const listener = () => {
    // Not a copy of the set: one callback may forget another, which must then not be called.
    for (const { callback } of entries) callback();
  };
  const group = { entries, listener };
  groups.set(signal, group);
  signal.addEventListener('abort', listener);
  return group;
}

const groups = new WeakMap<AbortSignal, ReturnType<typeof listenTo>>();

/** A signal that is aborted when another one is, with the same reason, and can be aborted on its own as well. */
export interface FollowingSignal {
  readonly signal: AbortSignal;
  abort(): void;
  /** Stops following. */
  release(): void;
}

export function followSignal(followed: AbortSignal | undefined): FollowingSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(followed?.reason);
  if (followed?.aborted) follow();
  const release = followed ? onAbort(followed, follow) : () => {};
  return { signal: controller.signal, abort: () => controller.abort(), release };
}

/** The part of an AbortSignal that an HTTP transport needs. A platform's AbortSignal has it too. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Why it was aborted. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Cancels one request. Far cheaper than the platform's AbortController, which is made only for a `fetch` that needs it. */
export class Cancellation implements CancelSignal {
  aborted = false;
  reason: unknown;
  #listeners: Set<() => void> | undefined;
  #controller: AbortController | undefined;

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  abort(): void {
    this.aborted = true;
    this.reason = new DOMException('the request was cancelled', 'AbortError');
    this.#controller?.abort(this.reason);
    for (const listener of this.#listeners ?? []) listener();
  }

  /** The same as a signal of the platform. */
  toAbortSignal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }
}

export interface CancelLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Runs something that can be cancelled, until it is done, the caller's signal is aborted or the time is up. Leaves no
 * timer and no listener behind, and ends in time even when what it runs ignores the cancellation.
 *
 * @throws Cancelled when the signal or the timer came first; otherwise whatever `run` throws.
 */
export function runCancellable<Result>(
  run: (cancellation: Cancellation) => Promise<Result>,
  { signal, timeoutMs, clock }: CancelLimits,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Cancelled('signal'));
    const cancellation = new Cancellation();
    const cancel = (by: Cancelled['by']) => {
      stopWaiting();
      reject(new Cancelled(by));
      cancellation.abort();
    };
    const stopTimer = clock.startTimer(() => cancel('timeout'), timeoutMs);
    const stopListening = signal && onAbort(signal, () => cancel('signal'));
    const stopWaiting = () => {
      stopTimer();
      stopListening?.();
    };
    run(cancellation).then(
      (result) => {
        stopWaiting();
        resolve(result);
      },
      (error: unknown) => {
        stopWaiting();
        reject(error);
      },
    );
  });
}

/** Waits, unless the signal is aborted before the time is up. */
export async function pause(delayMs: number, signal: AbortSignal | undefined, clock: Clock): Promise<void> {
  const forever = () => new Promise<never>(() => {});
  await runCancellable(forever, { signal, timeoutMs: delayMs, clock }).catch((error: unknown) => {
    if (!(error instanceof Cancelled && error.by === 'timeout')) throw error;
  });
}
