import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/openapi-3-1';
import '@hyperjump/json-schema/formats';
import type { Json, JsonObject } from '../../scripts/spec/json.js';
import { encodePointer } from '../../scripts/spec/schema-compiler.js';

/** Says whether a value satisfies the schema at a pointer into the document. */
export type SecondOpinion = (pointer: string, value: Json) => Promise<boolean>;

/** What an implementation of JSON Schema thinks that shares no code with ours. */
export function secondOpinion(document: JsonObject): SecondOpinion {
  setShouldValidateFormat(true);
  registerSchema(document as never, DOCUMENT, 'https://spec.openapis.org/oas/3.1/schema-base');
  const validators = new Map<string, ReturnType<typeof validate>>();
  return async (pointer, value) => {
    const known = validators.get(pointer) ?? validate(`${DOCUMENT}#${encodePointer(pointer)}`);
    validators.set(pointer, known);
    return (await known)(value as never).valid;
  };
}

const DOCUMENT = 'https://bigcommerce-customers.example/openapi';
