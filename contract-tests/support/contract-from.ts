import type { Ajv2020, Options, ValidateFunction } from 'ajv/dist/2020.js';
import type { Validator } from '../../generated/descriptor.js';
import { createSchemaCompiler } from '../../scripts/spec/schema-compiler.js';
import type { SpecSource } from '../../scripts/spec/source.js';
import type { Contract } from '../../src/contract/contract.js';
import { describeOperation, describeResponse } from '../../src/contract/load/describe.js';
import type { JsonObject } from '../../src/contract/load/json.js';
import { readModel } from '../../src/contract/load/read-model.js';
import { requestSchema } from '../../src/contract/load/schemas.js';

/** The contract of a document, without generating code: validators are compiled when they are first needed. */
export function contractFrom(source: SpecSource, options: Options = {}): Contract {
  const model = readModel(source);
  // A document that tests have taken a `type` out of is not tidy, but it is meant.
  const ajv = createSchemaCompiler(source.document, { strictTypes: false, strictTuples: false, ...options });
  const byId = <Value>(describe: (operation: (typeof model.operations)[number]) => Value) =>
    Object.fromEntries(model.operations.map((operation) => [operation.operationId, describe(operation)]));
  return {
    server: model.server,
    operations: byId(describeOperation),
    requests: byId((operation) => lazily(ajv, requestSchema(operation))),
    document: source.document,
    lineOf: source.lineAt,
    responses: byId(({ responses }) =>
      Object.fromEntries(
        responses.map((response) => [response.status, describeResponse(response, (schema) => lazily(ajv, schema))]),
      ),
    ),
  };
}

function lazily(ajv: Ajv2020, schema: JsonObject): Validator {
  let compiled: ValidateFunction | undefined;
  const validate: Validator = (value) => {
    compiled ??= ajv.compile(schema);
    const valid = compiled(value);
    validate.errors = compiled.errors ?? null;
    return valid;
  };
  return validate;
}
