import type { TextOutput } from '../io.js';

/** Takes texts no faster than whoever reads them. */
export interface Sink {
  /** @returns Whether anybody reads on. */
  write(text: string): Promise<boolean>;
}

/** An output of the process, of which the reader may go away, as `head` does. */
export function sinkOf(output: TextOutput): Sink {
  let isRead = true;
  let wake = () => {};
  output.on?.('error', () => {
    isRead = false;
    wake();
  });
  output.on?.('drain', () => wake());
  return {
    write: async (text) => {
      const isFull = isRead && output.write(text) === false;
      // A broken pipe is told of a little later than it is written to.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!isFull) setImmediate(resolve);
      });
      return isRead;
    },
  };
}
