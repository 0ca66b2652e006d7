import { onAbort } from '../transport/on-abort.js';

/**
 * What a source yields, until it ends or a signal is aborted, even while the source makes us wait. Closes the source when
 * it is left before its end.
 */
export async function* untilAborted<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  // Whether the source expects to be asked again, and so to be told that it will not be.
  let isOpen = false;
  try {
    while (!signal?.aborted) {
      const next = await nextUnlessAborted(iterator, signal);
      isOpen = next === ABORTED || !next.done;
      if (next === ABORTED || next.done) return;
      // A plain list may hold promises.
      yield await next.value;
      isOpen = false;
    }
    isOpen = true;
  } finally {
    const closed = isOpen ? Promise.resolve(iterator.return?.()) : undefined;
    // A source that makes us wait when the signal is aborted would also make us wait for its end.
    if (signal?.aborted) closed?.catch(() => {});
    else await closed;
  }
}

/** With a promise of its own for each item: a race against one that stays pending keeps what every item left behind. */
async function nextUnlessAborted<Item>(
  iterator: Iterator<Item> | AsyncIterator<Item>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Item> | typeof ABORTED> {
  const next = iterator.next();
  // What is there already is not thrown away, even if taking it has aborted the signal.
  if (!signal || !('then' in next)) return next;
  let stopListening = () => {};
  const aborted = new Promise<typeof ABORTED>((resolve) => {
    stopListening = onAbort(signal, () => resolve(ABORTED));
  });
  return Promise.race([next, aborted]).finally(stopListening);
}

const ABORTED = Symbol('aborted');
