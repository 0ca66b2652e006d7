import { onAbort } from './on-abort.js';

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
