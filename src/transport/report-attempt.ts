import type { Attempt } from '../errors/attempt.js';

/** Takes every attempt as it ends. */
export type AttemptListener = (attempt: Attempt) => void;

/** Where tracing tools find attempts: a channel of `node:diagnostics_channel`, in runtimes that have it. */
export const ATTEMPT_CHANNEL = 'bigcommerce-customers:attempt';

/** Tells the caller's listener and the diagnostics channel of attempts. A listener that throws harms no call. */
export function createAttemptReporter(onAttempt: AttemptListener | undefined): AttemptListener {
  const channel = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')?.channel(ATTEMPT_CHANNEL);
  return (attempt) => {
    notify(onAttempt, attempt);
    if (channel?.hasSubscribers) channel.publish(attempt);
  };
}

/** Calls a listener of the caller. What it throws is dropped: a broken log must not break, or hide, what was logged. */
export function notify<Event>(listener: ((event: Event) => void) | undefined, event: Event): void {
  try {
    listener?.(event);
  } catch {}
}
