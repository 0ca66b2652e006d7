import type { ViolationRule } from './errors/contract-violation-error.js';

/** Where a rule is written; with the name of the document in a form that editors and terminals know, `openapi.yaml:412`. */
export function rulePlace({ line }: ViolationRule, file?: string): string {
  return file === undefined ? `line ${line} of the OpenAPI document` : `${file}:${line}`;
}
