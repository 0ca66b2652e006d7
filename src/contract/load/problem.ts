/** Something that is wrong with an OpenAPI document, and where. Lines and columns count from 1. */
export interface SpecProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule that is broken, as its checker calls it. */
  readonly rule: string;
  readonly reason: string;
  readonly pointer?: string;
}

/** `file:line:column reason (rule)`, the form that terminals and editors make a link of. */
export function formatProblem({ file, line, column, rule, reason, pointer }: SpecProblem): string {
  return `${file}:${line}:${column} ${reason}${pointer ? ` at ${pointer}` : ''} (${rule})`;
}

/** An OpenAPI document cannot be used. */
export class SpecProblemsError extends Error {
  override readonly name = 'SpecProblemsError';
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
