import type { ValidationIssue, Validator } from './descriptor.js';

type Params = ValidationIssue['params'];

/** What was found so far, and the way to the value that is being looked at. */
export interface Findings {
  readonly path: (string | number)[];
  readonly issues: ValidationIssue[];
}

/** Adds to the findings whatever is wrong with a value. Checks are named after the keywords of JSON Schema. */
export type Check = (value: unknown, findings: Findings) => void;

/** Makes a validator of a check. It finds everything that is wrong, not only the first thing. */
export function validator(check: Check): Validator {
  const validate: Validator = (value) => {
    const issues = issuesOf(check, value, []);
    validate.errors = issues;
    return issues.length === 0;
  };
  return validate;
}

/** What is wrong with the value at a path, apart from what is known already. */
export function issuesOf(check: Check, value: unknown, path: Findings['path']): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  check(value, { path, issues });
  return issues;
}

/** Nothing is copied on the way to a value: its path is put together only for what is wrong. */
export function report({ path, issues }: Findings, keyword: string, params: Params): void {
  const escaped = path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  issues.push({ instancePath: escaped.join(''), keyword, params });
}

/** Checks a member of the value that is being looked at. */
export function visit(check: Check, name: string | number, member: unknown, findings: Findings): void {
  findings.path.push(name);
  check(member, findings);
  findings.path.pop();
}

/** A rule for values of one kind. Values of other kinds keep it, whatever they are. */
export function rule<Value>(
  keyword: string,
  params: Params,
  applies: (value: unknown) => value is Value,
  holds: (value: Value) => boolean,
): Check {
  return (value, findings) => {
    if (applies(value) && !holds(value)) report(findings, keyword, params);
  };
}

/** Every one of several rules. */
export function all(...checks: readonly Check[]): Check {
  return (value, findings) => {
    for (const check of checks) check(value, findings);
  };
}

/** The schema `true`: whatever there is. */
export const anything: Check = () => {};

/** The schema `false`: it must not be there. */
export const never: Check = (_, findings) => report(findings, 'false schema', {});

/** A check that is defined further below, or contains itself. */
export function later(get: () => Check): Check {
  return (value, findings) => get()(value, findings);
}
