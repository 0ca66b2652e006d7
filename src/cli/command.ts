import type { Io } from './io.js';
import type { ManualPage } from './manual/manual-page.js';

/** A command that does something, or one that only has others below it. */
export interface Command {
  readonly manual: ManualPage;
  /** The commands below, by name. */
  readonly commands?: Readonly<Record<string, Command>>;
  /**
   * Takes the arguments after the name of the command.
   *
   * @returns The exit code.
   * @throws UsageError when the arguments are not what the manual page says.
   */
  readonly run?: (argv: readonly string[], io: Io) => Promise<number>;
}
