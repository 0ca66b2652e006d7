import { entriesOf, isRecord, type JsonObject, ownMember, pointerTo } from '../json.js';

/** Called for every part that generated code passes over or changes. */
export type Warn = (pointer: string, reason: string, rule?: typeof STYLE_RULE) => void;

/** The rule of warnings that change nothing. */
export const STYLE_RULE = 'operation-id-style';

/** The methods that openapi-fetch has. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** An operation in a document, whose references are followed. */
export interface FoundOperation {
  readonly pointer: string;
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly operation: JsonObject;
}

/** The operations of a document, in the order of its paths. */
export function operationsIn(document: JsonObject): FoundOperation[] {
  return entriesOf(document['paths']).flatMap(([path, item]) =>
    METHODS.flatMap((method): FoundOperation[] => {
      const operation = ownMember(item, method);
      if (!path.startsWith('/') || !isRecord(operation)) return [];
      return [{ pointer: pointerTo('', 'paths', path, method), path, method, operation }];
    }),
  );
}
