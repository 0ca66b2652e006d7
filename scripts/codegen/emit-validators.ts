import type { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonObject } from '../../src/contract/load/json.js';
import { appendInPlace } from '../../src/contract/load/schema-compiler.js';
import { createSchemaCompiler } from '../spec/schema-compiler.js';

/** Schemas to make validators of, by the name of the function. */
export type NamedSchemas = ReadonlyMap<string, JsonObject>;

/** Writes validators as a module that imports nothing at run time. */
export function emitValidators(document: JsonObject, schemas: NamedSchemas): string {
  const ajv = createSchemaCompiler(document, { code: { source: true, esm: true, lines: true } });
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  const code = standalone(ajv, Object.fromEntries([...schemas.keys()].map((name) => [name, name])));
  return `// @ts-nocheck The code below is a schema compiler's, and is not written in TypeScript.
import type { Validator } from './descriptor.js';

${withTypes(withoutUnusedSchemas(withoutImports(appendInPlace(code))))}`;
}

function withTypes(code: string): string {
  return code.replace('"use strict";\n', '').replace(/^export const (\w+) = /gm, 'export const $1: Validator = ');
}

function standalone(ajv: Ajv2020, exports: Record<string, string>): string {
  // The package is CommonJS; its default export is a member of what an ES module gets.
  return standaloneCode.default(ajv, exports);
}

/**
 * Ajv's generated code calls small helpers of Ajv through `require`, which an ES module does not have. They stand in for
 * those calls here, so that users of the generated code do not need Ajv.
 */
const HELPERS: Readonly<Record<string, string>> = {
  'require("ajv/dist/runtime/ucs2length").default':
    '(text) => { let length = 0; for (const _ of text) length += 1; return length; }',
  'require("ajv/dist/runtime/equal").default':
    '(one, other) => { const sorted = (value) => JSON.stringify(value, (_, member) => member && typeof member === "object" && !Array.isArray(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member); return sorted(one) === sorted(other); }',
};

function withoutImports(code: string): string {
  const inlined = Object.entries(HELPERS).reduce((text, [call, helper]) => text.replaceAll(call, helper), code);
  const [, left] = /^const func\d+ = (require\([^)]*\))/m.exec(inlined) ?? [];
  if (left) throw new Error(`generated validators need ${left}, for which emit-validators.ts has no helper`);
  return inlined;
}

/** Ajv declares every schema that it read; few are looked at again. Without the others, most rewordings change nothing. */
function withoutUnusedSchemas(code: string): string {
  const isUnused = (name: string) => code.split(new RegExp(`\\b${name}\\b`)).length === 2;
  return code
    .split('\n')
    .filter((line) => {
      const [, name] = /^const (schema\d+) = /.exec(line) ?? [];
      return !name || !isUnused(name);
    })
    .join('\n');
}
