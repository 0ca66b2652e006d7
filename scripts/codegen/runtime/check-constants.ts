import { type Check, report } from './check.js';

type Equal = (one: unknown, other: unknown) => boolean;

/** One of several values. How to compare objects and lists must be given where there are any. */
export function choice(allowedValues: readonly unknown[], equal: Equal = Object.is): Check {
  return (value, findings) => {
    const isAllowed = allowedValues.includes(value) || allowedValues.some((allowed) => equal(allowed, value));
    if (!isAllowed) report(findings, 'enum', { allowedValues });
  };
}

/** This value. How to compare must be given where it is an object or a list. */
export function constant(allowedValue: unknown, equal: Equal = Object.is): Check {
  return (value, findings) => {
    if (allowedValue !== value && !equal(allowedValue, value)) report(findings, 'const', { allowedValue });
  };
}
