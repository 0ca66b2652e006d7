export interface Parallelism {
  /** Tasks that run at once. */
  readonly parallel: number;
  /** Tasks that have been started and whose results have not been taken yet. */
  readonly maxAhead: number;
}

interface Slot<Result> {
  settled?: { readonly result: Result } | { readonly error: unknown };
}

/**
 * Runs a task for each item of a source, a few at a time, and yields the results in the order of the items. Takes an item
 * when there is room for it and not before. When the source fails, the results of what came before are yielded first.
 *
 * @throws Whatever the source or a task throws.
 */
export async function* inParallel<Item, Result>(
  source: AsyncIterator<Item>,
  run: (item: Item) => Promise<Result>,
  { parallel, maxAhead }: Parallelism,
): AsyncGenerator<Result, void, undefined> {
  const slots: Slot<Result>[] = [];
  let running = 0;
  let isAsking = false;
  let isOver = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};

  const proceed = () => {
    if (!isOver && !isAsking && running < parallel && slots.length < maxAhead) ask();
    wake();
  };
  const start = async (item: Item) => {
    const slot: Slot<Result> = {};
    slots.push(slot);
    running += 1;
    try {
      slot.settled = { result: await run(item) };
    } catch (error) {
      slot.settled = { error };
    }
    running -= 1;
    proceed();
  };
  const ask = async () => {
    isAsking = true;
    try {
      const next = await source.next();
      if (next.done) isOver = true;
      else if (!isOver) start(next.value);
    } catch (error) {
      isOver = true;
      failure = { error };
    }
    isAsking = false;
    proceed();
  };

  try {
    proceed();
    for (;;) {
      const settled = slots[0]?.settled;
      if (settled) {
        slots.shift();
        if ('error' in settled) throw settled.error;
        proceed();
        yield settled.result;
      } else if (isOver && slots.length === 0) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    isOver = true;
  }
  if (failure) throw failure.error;
}
