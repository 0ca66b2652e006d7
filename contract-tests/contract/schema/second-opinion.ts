import '@hyperjump/json-schema/formats';
import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/openapi-3-1';
import type { Json, JsonObject } from '../../../src/json.js';
import { encodePointer } from '../../support/schema-compiler.js';

/** Says whether a value satisfies the schema at a pointer into the document. */
export type SecondOpinion = (pointer: string, value: Json) => Promise<boolean>;

/** What an implementation of JSON Schema thinks that shares no code with ours. Each document needs a name of its own. */
export function secondOpinion(document: JsonObject, uri = DOCUMENT): SecondOpinion {
  setShouldValidateFormat(true);
  registerSchema(document as never, uri, 'https://spec.openapis.org/oas/3.1/schema-base');
  const validators = new Map<string, ReturnType<typeof validate>>();
  return async (pointer, value) => {
    const known = validators.get(pointer) ?? validate(`${uri}#${encodePointer(pointer)}`);
    validators.set(pointer, known);
    return (await known)(value as never).valid;
  };
}

const DOCUMENT = 'https://bigcommerce-customers.example/openapi';
