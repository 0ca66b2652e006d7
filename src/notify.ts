import type { Attempt } from '#errors';

/** Called with every attempt when it has ended. */
export type AttemptListener = (attempt: Attempt) => void;

/** Name of the channel of `node:diagnostics_channel` where tracing tools find attempts, in runtimes that have it. */
export const ATTEMPT_CHANNEL = 'bigcommerce-customers:attempt';

export interface AttemptReporter {
  /** Whether anybody is listening at the moment. */
  isHeard(): boolean;
  report(attempt: Attempt): void;
}

/** Reports attempts to the caller's listener and to the diagnostics channel. */
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
 * Calls a listener of the caller. Its exceptions and rejections are dropped: a broken log must not break, or hide, what was
 * logged. There is no need to await it.
 */
export async function notify<Event>(listener: ((event: Event) => void) | undefined, event: Event): Promise<void> {
  try {
    await listener?.(event);
  } catch {}
}
