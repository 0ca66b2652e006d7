import { setTimeout } from 'node:timers';

/** Watches for assertions whose promise a test forgets to await. */
export interface AwaitedAssertions {
  /** From now on, an assertion that fails and is not awaited is no unhandled rejection, but reported by `settle`. */
  watch(): void;
  /**
   * Makes the promise that a matcher returns one that knows what becomes of it.
   *
   * @param name What the test calls, for the message.
   */
  track<Value>(outcome: Promise<Value>, name: string): Promise<Value>;
  /**
   * Waits for the assertions of a test, but not long.
   *
   * @throws Error when one that was not awaited has failed, or is not done.
   */
  settle(): Promise<void>;
}

/** A promise of an assertion. The last ones that derive from each other are what a test awaits. */
interface Link {
  readonly name: string;
  isHandled: boolean;
  isDone: boolean;
  failure?: { readonly reason: unknown };
}

export function createAwaitedAssertions(): AwaitedAssertions {
  let isWatching = false;
  const links = new Set<Link>();
  const note = (name: string) => {
    const link: Link = { name, isHandled: false, isDone: false };
    links.add(link);
    return link;
  };
  return {
    watch: () => {
      isWatching = true;
    },
    track: (outcome, name) => (isWatching ? followed(outcome, () => note(name)) : outcome),
    settle: async () => {
      const isPending = ({ isHandled, isDone }: Link) => !isHandled && !isDone;
      for (let turn = 0; [...links].some(isPending) && turn < MOST_TURNS; turn += 1) await nextTurn();
      const forgotten = [...links].find((link) => !link.isHandled && (link.failure || !link.isDone));
      links.clear();
      if (forgotten) throw forgottenError(forgotten);
    },
  };
}

/**
 * A copy of a promise that notes whether it is handled, as do the promises that its `then` returns. Assertion libraries derive
 * one or two from the outcome of a matcher before a test gets the last.
 */
function followed<Value>(original: Promise<Value>, note: () => Link): Promise<Value> {
  const link = note();
  const end = (failure?: Link['failure']) => {
    link.isDone = true;
    if (failure) link.failure = failure;
  };
  original.then(
    () => end(),
    (reason: unknown) => end({ reason }),
  );
  const copy = new Noticed<Value>((resolve) => resolve(original));
  // So that Node sees no unhandled rejection. What the test forgets is told at its end.
  copy.catch(() => {});
  const then: Promise<Value>['then'] = (onFulfilled, onRejected) => {
    link.isHandled = true;
    return followed(original.then(onFulfilled, onRejected), note);
  };
  return Object.defineProperty(copy, 'then', { value: then });
}

/** `await` calls `then` only of promises that are not of the platform's own class. */
class Noticed<Value> extends Promise<Value> {
  static override readonly [Symbol.species] = Promise;
}

function forgottenError({ name, failure }: Link): Error {
  const what = failure
    ? `and failed: ${failure.reason instanceof Error ? failure.reason.message : String(failure.reason)}`
    : 'and was not done when the test ended';
  return new Error(`${name} was not awaited, ${what}\n\nWrite: await expect(…).${name}(…)`, { cause: failure?.reason });
}

/** One millisecond. The imported timer is not affected by fake timers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1);
  });
}

/** Reading a body takes a few turns. A longer one is held up on purpose. */
const MOST_TURNS = 50;
