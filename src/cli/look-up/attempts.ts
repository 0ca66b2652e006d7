import { BigCommerceError } from '../../index.js';
import type { Io } from '../io.js';
import { inCommandWords } from '../store-settings.js';

/** Why look-ups have ended without an answer. */
export interface Stopped {
  readonly stopReason: string;
  readonly isCancelled: boolean;
}

/** Why an answer is of no use. */
export class LookUpError extends Error {
  override readonly name = 'LookUpError';
}

/** The look-ups of a command, which a signal cancels. */
export interface LookUps {
  /** Begins when a look-up asks for it. Until then, and where there is nothing to look up, a signal ends the process. */
  readonly cancellation: () => AbortSignal;
  /** What a look-up has found, or why it was stopped. */
  attempt<Result>(
    lookUp: (cancellation: () => AbortSignal) => Promise<Result>,
  ): Promise<{ readonly result: Result } | Stopped>;
}

export function createLookUps(io: Pick<Io, 'cancellation'>): LookUps {
  let signal: AbortSignal | undefined;
  const cancellation = () => {
    signal ??= io.cancellation?.() ?? new AbortController().signal;
    return signal;
  };
  return {
    cancellation,
    attempt: async (lookUp) => {
      try {
        const result = await lookUp(cancellation);
        if (!signal?.aborted) return { result };
      } catch (error) {
        if (!(error instanceof BigCommerceError || error instanceof LookUpError)) throw error;
        if (!signal?.aborted) return { stopReason: inCommandWords(error.message), isCancelled: false };
      }
      return { stopReason: CANCELLED, isCancelled: true };
    },
  };
}

/** As a phrase that follows `because`. */
export const CANCELLED = 'the command was cancelled';
