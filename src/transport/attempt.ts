/** Starts a timer and returns a function that stops it. */
export type StartTimer = (run: () => void, ms: number) => () => void;

/** How an attempt ended other than with its own result. */
export class Interruption {
  readonly by: 'signal' | 'timeout';
  constructor(by: 'signal' | 'timeout') {
    this.by = by;
  }
}

export interface AttemptLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly startTimer: StartTimer;
}

/**
 * Runs something that can be cancelled, until it is done, the caller's signal is aborted or the time is up. Leaves no
 * timer and no listener behind, and ends in time even when what it runs ignores the signal.
 *
 * @throws Interruption when the signal or the timer came first; otherwise whatever `run` throws.
 */
export async function attempt<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  limits: AttemptLimits,
): Promise<Result> {
  const { signal, timeoutMs, startTimer } = limits;
  const controller = new AbortController();
  const { promise: interrupted, reject } = withRejection();
  const interrupt = (by: Interruption['by']) => {
    reject(new Interruption(by));
    controller.abort();
  };
  if (signal?.aborted) throw new Interruption('signal');
  const onAbort = () => interrupt('signal');
  const stopTimer = startTimer(() => interrupt('timeout'), timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([interrupted, run(controller.signal)]);
  } finally {
    stopTimer();
    signal?.removeEventListener('abort', onAbort);
  }
}

function withRejection(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  // The race may be over before this is rejected; nobody is left to hear of it then.
  promise.catch(() => {});
  return { promise, reject };
}
