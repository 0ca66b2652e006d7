import type { ViolationRule } from './errors/contract-violation-error.js';

/** Where a rule is written; with the name of the document in a form that editors and terminals know, `openapi.yaml:412`. */
export function rulePlace({ line, pointer, file: own }: ViolationRule, document?: string): string {
  const file = own ?? document;
  if (line === undefined) return file === undefined ? `${pointer} of the OpenAPI document` : `${file}#${pointer}`;
  return file === undefined ? `line ${line} of the OpenAPI document` : `${file}:${line}`;
}
