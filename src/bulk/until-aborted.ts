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
  let stopListening = () => {};
  const aborted = new Promise<typeof ABORTED>((resolve) => {
    if (signal?.aborted) resolve(ABORTED);
    else if (signal) stopListening = onAbort(signal, () => resolve(ABORTED));
  });
  // Whether the source expects to be asked again, and so to be told that it will not be.
  let isOpen = false;
  try {
    while (!signal?.aborted) {
      const next = await Promise.race([aborted, iterator.next()]);
      isOpen = next === ABORTED || !next.done;
      if (next === ABORTED || next.done) return;
      // A plain list may hold promises.
      yield await next.value;
      isOpen = false;
    }
    isOpen = true;
  } finally {
    stopListening();
    const closed = isOpen ? Promise.resolve(iterator.return?.()) : undefined;
    // A source that makes us wait when the signal is aborted would also make us wait for its end.
    if (signal?.aborted) closed?.catch(() => {});
    else await closed;
  }
}

const ABORTED = Symbol('aborted');
