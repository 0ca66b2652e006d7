/** A place in an OpenAPI document. */
export interface ViolationRule {
  /** JSON pointer into the document, or into `file`. */
  readonly pointer: string;
  /** The line in its file, counted from 1. Absent if the document was given as an object. */
  readonly line?: number;
  /** The file, if it is not the one that was loaded. */
  readonly file?: string;
}

/** Where a rule is written. With the name of the document, in a form that editors and terminals link: `openapi.yaml:412`. */
export function rulePlace({ line, pointer, file: own }: ViolationRule, document?: string): string {
  const file = own ?? document;
  if (line === undefined) return file === undefined ? `${pointer} of the OpenAPI document` : `${file}#${pointer}`;
  return file === undefined ? `line ${line} of the OpenAPI document` : `${file}:${line}`;
}
