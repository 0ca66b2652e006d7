import { UsageError } from '../usage-error.js';

/** Input cannot be used, so that nothing was sent. The message has a line for each thing that is wrong. */
export class InputError extends UsageError {
  /** @param problems At least one, each with the place where it is. */
  constructor(problems: readonly string[]) {
    const more = problems.length - LISTED_PROBLEMS;
    const lines = more > 0 ? [...problems.slice(0, LISTED_PROBLEMS), `and ${more} more`] : problems;
    super([...lines, 'Nothing was sent.'].join('\n'));
  }
}

/** Problems that a message spells out. A file with the wrong columns has one in each line. */
const LISTED_PROBLEMS = 20;
