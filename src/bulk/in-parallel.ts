export interface Parallelism {
  /** Maximum number of tasks running at once. */
  readonly parallel: number;
  /** Maximum number of tasks that have been started and whose results have not been taken. */
  readonly maxAhead: number;
  /**
   * Whether results come in the order of the source, or as soon as there is one.
   *
   * @default 'source'
   */
  readonly order?: 'source' | 'completion' | undefined;
}

interface Slot<Result> {
  settled?:
    | { readonly hasFailed: false; readonly result: Result }
    | { readonly hasFailed: true; readonly error: unknown };
}

/**
 * Runs a task for each item of a source, a few at a time, and yields the results. Takes an item from the source only when
 * a task can start at once. If the source fails, the results of all items before the failure are yielded first.
 *
 * @throws Whatever the source or a task throws.
 */
export async function* inParallel<Item, Result>(
  source: Iterator<Item> | AsyncIterator<Item>,
  run: (item: Item) => Promise<Result>,
  { parallel, maxAhead, order }: Parallelism,
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
      slot.settled = { hasFailed: false, result: await run(item) };
    } catch (error) {
      slot.settled = { hasFailed: true, error };
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
      const position = order === 'completion' ? slots.findIndex((slot) => slot.settled) : 0;
      const settled = slots[position]?.settled;
      if (settled) {
        slots.splice(position, 1);
        if (settled.hasFailed) throw settled.error;
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

/** Runs a task once every earlier task that shares a key with it has ended. */
export type KeyedMutex = <Result>(keys: readonly unknown[], run: () => Promise<Result>) => Promise<Result>;

export function createKeyedMutex(): KeyedMutex {
  const last = new Map<unknown, Promise<unknown>>();
  return async (keys, run) => {
    const before = keys.flatMap((key) => last.get(key) ?? []);
    const task = before.length > 0 ? Promise.allSettled(before).then(run) : run();
    for (const key of keys) last.set(key, task);
    try {
      return await task;
    } finally {
      for (const key of keys) if (last.get(key) === task) last.delete(key);
    }
  };
}
