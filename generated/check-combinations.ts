// Written by "npm run generate" from the OpenAPI document. Do not edit.

import { type Check, issuesOf, report } from './check.js';

/** One check or more of several. Where none is satisfied, what is wrong with each is found as well. */
export function anyOf(...checks: readonly Check[]): Check {
  return (value, findings) => {
    const issues = [];
    for (const check of checks) {
      const found = issuesOf(check, value, findings.path);
      if (found.length === 0) return;
      issues.push(found);
    }
    for (const issue of issues.flat()) findings.issues.push(issue);
    report(findings, 'anyOf', {});
  };
}

/** Exactly one check of several. After the second that is satisfied, others make no difference. */
export function oneOf(...checks: readonly Check[]): Check {
  return (value, findings) => {
    const issues = [];
    const passing: number[] = [];
    for (const [index, check] of checks.entries()) {
      const found = issuesOf(check, value, findings.path);
      if (found.length === 0) passing.push(index);
      if (passing.length > 1) break;
      issues.push(found);
    }
    if (passing.length === 1) return;
    for (const issue of issues.flat()) findings.issues.push(issue);
    report(findings, 'oneOf', { passingSchemas: passing.length === 0 ? null : passing });
  };
}

/** Whatever a check does not accept. */
export function not(check: Check): Check {
  return (value, findings) => {
    if (issuesOf(check, value, findings.path).length === 0) report(findings, 'not', {});
  };
}
