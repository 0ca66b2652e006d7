import type { Attempt } from '#errors';

/** Takes every attempt as it ends. */
export type AttemptListener = (attempt: Attempt) => void;

/** Where tracing tools find attempts: a channel of `node:diagnostics_channel`, in runtimes that have it. */
export const ATTEMPT_CHANNEL = 'bigcommerce-customers:attempt';

export interface AttemptReporter {
  /** Whether anybody listens at the moment. */
  isHeard(): boolean;
  report(attempt: Attempt): void;
}

/** Tells the caller's listener and the diagnostics channel of attempts. A listener that throws harms no call. */
export function createAttemptReporter(onAttempt: AttemptListener | undefined): AttemptReporter {
  const channel = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')?.channel(ATTEMPT_CHANNEL);
  return {
    isHeard: () => onAttempt !== undefined || channel?.hasSubscribers === true,
    report: (attempt) => {
      if (onAttempt) notify(onAttempt, attempt);
      if (channel?.hasSubscribers) channel.publish(attempt);
    },
  };
}

/**
 * Calls a listener of the caller. What it throws is dropped, and what it rejects with if it is asynchronous: a broken log
 * must not break, or hide, what was logged. Nobody need wait for it.
 */
export async function notify<Event>(listener: ((event: Event) => void) | undefined, event: Event): Promise<void> {
  try {
    await listener?.(event);
  } catch {}
}
