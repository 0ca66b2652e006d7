/**
 * Calls back when a signal is aborted. However many calls share a signal, it has one listener: runtimes warn of a leak
 * when there are more than a few.
 *
 * @returns A function that forgets the callback.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const group = groups.get(signal) ?? listenTo(signal);
  const entry = { callback };
  group.entries.add(entry);
  return () => {
    group.entries.delete(entry);
    if (group.entries.size > 0) return;
    signal.removeEventListener('abort', group.listener);
    groups.delete(signal);
  };
}

function listenTo(signal: AbortSignal) {
  const entries = new Set<{ readonly callback: () => void }>();
  const listener = () => {
    // Not of a copy: who is forgotten meanwhile, because of another one's callback, is not called back.
    for (const { callback } of entries) callback();
  };
  const group = { entries, listener };
  groups.set(signal, group);
  signal.addEventListener('abort', listener);
  return group;
}

const groups = new WeakMap<AbortSignal, ReturnType<typeof listenTo>>();
