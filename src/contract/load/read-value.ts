import { isJson, plain } from '../read-body.js';
import type { DocumentNode } from './document.js';
import type { HeaderModel } from './model.js';
import { wireTypes } from './schema-parts.js';

/** What a parameter or a header holds: a text in some style, or a small document of some media type. */
export function readValue(node: DocumentNode): Pick<HeaderModel, 'schema' | 'json' | 'isUnchecked'> {
  const [content] = node.at('content').members;
  const [mediaType, { schema }] = content ?? ['text/plain', node];
  if (isJson(plain(mediaType))) return { schema, json: true, isUnchecked: undefined };
  const types = wireTypes(schema).filter((type) => type !== 'null');
  const problem =
    plain(mediaType) !== 'text/plain'
      ? `a value that is ${mediaType} is not looked at`
      : types.includes('array') && types.length > 1
        ? 'what is an array or something else cannot be told apart on the wire'
        : undefined;
  if (problem) node.decline(problem);
  return { schema, json: undefined, isUnchecked: problem ? true : undefined };
}
