import { isJson } from '../read-body.js';
import type { DocumentNode } from './document.js';
import type { Json, JsonObject } from './json.js';
import type { HeaderModel, OperationModel, ParameterModel } from './model.js';
import { DOCUMENT, encodePointer } from './schema-compiler.js';

/**
 * One schema for everything a request carries: `{ path, query, header, body }`. Parameters that the document does not
 * declare are errors in `path` and `query`; other headers are nobody's business. The body is that of the first media type
 * that is JSON, unless it is something else.
 */
export function requestSchema({ parameters, requestBody }: OperationModel, body?: boolean): JsonObject {
  const among = (place: ParameterModel['in']) => parameters.filter((parameter) => parameter.in === place);
  const json = requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  const cookies = among('cookie');
  return {
    type: 'object',
    required: ['path', 'query', ...(requestBody?.required ? ['body'] : [])],
    properties: {
      path: objectSchema(among('path'), false),
      query: objectSchema(among('query'), false),
      header: objectSchema(among('header').map(lowerCased), true),
      ...(cookies.length > 0 && { cookie: objectSchema(cookies, true) }),
      body: body ?? (json ? reference(json.schema) : false),
    },
  };
}

/** A schema for the declared headers of an answer, by lower-case name. */
export function headersSchema(headers: readonly HeaderModel[]): JsonObject {
  return objectSchema(headers.map(lowerCased), true);
}

export function reference(schema: DocumentNode): JsonObject {
  return { $ref: `${DOCUMENT}#${encodePointer(schema.pointer)}` };
}

function objectSchema(members: readonly HeaderModel[], additionalProperties: boolean): JsonObject {
  const required: Json[] = members.filter((member) => member.required).map(({ name }) => name);
  const properties = Object.fromEntries(
    members.map(({ name, schema, isUnchecked }) => [name, isUnchecked ? {} : reference(schema)]),
  );
  return { type: 'object', additionalProperties, required, properties };
}

function lowerCased<Member extends HeaderModel>(member: Member): Member {
  return { ...member, name: member.name.toLowerCase() };
}
