export type Draft = 'draft2020-12' | 'draft4';

/** Tests that are not meant to pass: those of a file, of a group in it, or a single one. */
export interface Exception {
  readonly draft: Draft;
  readonly file: string;
  readonly group?: string;
  readonly test?: string;
  readonly reason: string;
}

const EXCEPTIONS: readonly Exception[] = [];

export function exceptionsOf(draft: Draft): readonly Exception[] {
  return EXCEPTIONS.filter((exception) => exception.draft === draft);
}

export function exceptionFor(draft: Draft, file: string, group: string, test: string): Exception | undefined {
  return exceptionsOf(draft).find(
    (exception) =>
      exception.file === file &&
      (exception.group === undefined || exception.group === group) &&
      (exception.test === undefined || exception.test === test),
  );
}
