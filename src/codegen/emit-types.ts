import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  resolveRef,
  scanDiscriminators,
  transformSchema,
} from 'openapi-typescript';
import ts from 'typescript';
import { isRecord, type JsonObject, valueAt } from '../json.js';
import { typesDocument } from './types-document.js';

/**
 * Writes the types of a prepared document with openapi-typescript, which does not check and bundle it a second time: its own
 * check would reject documents for what no type shows.
 */
export function emitTypes(prepared: JsonObject): string {
  const document = typesDocument(prepared);
  if (!isOpenApi(document)) throw new TypeError('an OpenAPI document has a version and info');
  // `redoc` is missing, which is read by the check and the bundler only.
  const context = {
    ...OPTIONS,
    discriminators: scanDiscriminators(document, { silent: true }),
    injectFooter: [],
    resolve: ($ref: string) => resolveRef(document, $ref, { silent: true }),
    postTransform: undefined,
    transform: (schema: object) => (isBinary(schema) ? bytes() : undefined),
    transformProperty: undefined,
  } satisfies Omit<GlobalContext, 'redoc'>;
  const types = astToString(transformSchema(document, context as typeof context & GlobalContext));
  return types.replace(WITH_REQUIRED, TOLERANT_WITH_REQUIRED);
}

/** The type of an `allOf` that requires members of what it refers to. It does not compile where that may be null. */
const WITH_REQUIRED = /type WithRequired<T, K extends keyof T> = T & \{[^}]*\};/;
const TOLERANT_WITH_REQUIRED = `type WithRequired<T, K extends PropertyKey> = T extends object ? T & {
    [P in K & keyof T]-?: T[P];
} : T;`;

/**
 * As it is without options, but a default makes no member required, objects may have members that are not listed, and members
 * that go in one direction only are marked: openapi-fetch takes them out of the other.
 */
const OPTIONS = {
  ...{ additionalProperties: false, alphabetize: false, arrayLength: false, conditionalEnums: false },
  ...{ dedupeEnums: false, defaultNonNullable: false, emptyObjectsUnknown: true, enum: false, enumValues: false },
  ...{ excludeDeprecated: false, exportType: false, generatePathParams: false, immutable: false, makePathsEnum: false },
  ...{ pathParamsAsTypes: false, propertiesRequiredByDefault: false, readWriteMarkers: true, rootTypes: false },
  ...{ rootTypesKeepCasing: false, rootTypesNoSchemaPrefix: false, silent: true },
};

function isOpenApi(document: JsonObject): document is JsonObject & OpenAPI3 {
  return typeof document['openapi'] === 'string' && isRecord(document['info']);
}

/** Whether a schema is of bytes: a file in a form, or a whole body. */
function isBinary(schema: object): boolean {
  return valueAt(schema, 'format') === 'binary' && valueAt(schema, 'type') === 'string';
}

/** What may be sent as a file. */
function bytes(): ts.TypeNode {
  const named = ['Blob', 'ArrayBuffer', 'Uint8Array'].map((name) => ts.factory.createTypeReferenceNode(name));
  return ts.factory.createUnionTypeNode([...named, ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)]);
}
