import type { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonObject } from '../spec/json.js';
import { createSchemaCompiler } from '../spec/schema-compiler.js';

/** Schemas to make validators of, by the name of the function. */
export type NamedSchemas = ReadonlyMap<string, JsonObject>;

/** Writes validators as a JavaScript module that imports nothing, and its declarations. */
export function emitValidators(document: JsonObject, schemas: NamedSchemas): { code: string; declarations: string } {
  const ajv = createSchemaCompiler(document, { code: { source: true, esm: true, lines: true } });
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  const names = [...schemas.keys()];
  return {
    code: withoutUnusedSchemas(withoutImports(standalone(ajv, Object.fromEntries(names.map((name) => [name, name]))))),
    declarations: `import type { Validator } from './descriptor.js';\n\n${names.map((name) => `export declare const ${name}: Validator;\n`).join('')}`,
  };
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
};

function withoutImports(code: string): string {
  const inlined = Object.entries(HELPERS).reduce((text, [call, helper]) => text.replaceAll(call, helper), code);
  const left = /require\([^)]*\)/.exec(inlined);
  if (left) throw new Error(`generated validators need ${left[0]}, for which emit-validators.ts has no helper`);
  return inlined;
}

/** Ajv declares every schema that it read; few are looked at again. Without them a reworded description changes nothing. */
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
