/** The command was not called as its manual page says. The message tells what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
