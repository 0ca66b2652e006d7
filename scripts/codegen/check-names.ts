/** The checks that generated code can call, by the file in `runtime/` that has them. */
export const CHECKS = {
  check: ['all', 'anything', 'later', 'never', 'validator'],
  'check-combinations': ['anyOf', 'not', 'oneOf'],
  'check-constants': ['choice', 'constant'],
  'check-lists': ['items', 'maxItems', 'minItems', 'prefixItems', 'uniqueItems'],
  'check-numbers': ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  'check-objects': ['maxProperties', 'minProperties', 'object', 'patternProperties', 'properties', 'required'],
  'check-text': ['format', 'maxLength', 'minLength', 'pattern'],
  'check-type': ['type'],
  equal: ['equal'],
} as const;

export type CheckName = (typeof CHECKS)[keyof typeof CHECKS][number];

/** Writes the imports of the checks that are used. */
export function importsOf(used: ReadonlySet<CheckName>): string {
  const lines = Object.entries(CHECKS).map(([file, checks]) => {
    const names = checks.filter((name) => used.has(name));
    const types = file === 'check' ? ['type Check'] : [];
    return names.length + types.length > 0
      ? `import { ${[...types, ...names].join(', ')} } from './${file}.js';\n`
      : '';
  });
  return lines.join('');
}
