/** Runs a task when all earlier tasks that share a key with it have ended. */
export type TakeTurns = <Result>(keys: readonly unknown[], run: () => Promise<Result>) => Promise<Result>;

/** So that two values for the same thing never travel at the same time, and the later one is the one that stays. */
export function createTurns(): TakeTurns {
  const last = new Map<unknown, Promise<unknown>>();
  return async (keys, run) => {
    const before = keys.flatMap((key) => last.get(key) ?? []);
    const turn = before.length > 0 ? Promise.allSettled(before).then(run) : run();
    for (const key of keys) last.set(key, turn);
    try {
      return await turn;
    } finally {
      for (const key of keys) if (last.get(key) === turn) last.delete(key);
    }
  };
}
