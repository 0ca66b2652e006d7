/** What a store is to begin with is not acceptable. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  readonly problems: readonly string[];

  /**
   * @param source The file, or `data`.
   * @param problems What is wrong, each with its place and what to do.
   */
  constructor(source: string, problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `${source}: ${problem}`).join('\n'), options);
    this.problems = problems;
  }
}
