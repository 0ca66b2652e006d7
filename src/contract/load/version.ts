import { isRecord } from '../../json.js';
import type { Note } from './mend.js';
import { SpecProblemsError, type SpecSource } from './source.js';

/**
 * Checks that a document is one of OpenAPI 3.0, 3.1 or 3.2, and writes its version as text: without quotes, YAML reads `3.0` as
 * a number.
 *
 * @throws SpecProblemsError when it is another one, or has none of the parts that operations are described in.
 */
export function checkVersion({ document, path, problemAt }: SpecSource, note: Note): void {
  const { openapi, swagger } = document;
  const refusal = (pointer: string, reason: string) => new SpecProblemsError([problemAt(pointer, 'openapi', reason)]);
  if (openapi === undefined && swagger !== undefined) throw refusal('/swagger', ofSwagger(swagger, path));
  const text = versionText(openapi);
  if (text === undefined)
    throw refusal('/openapi', `is not OpenAPI 3.0, 3.1 or 3.2, but ${JSON.stringify(openapi ?? null)}`);
  const isFull = /^3\.\d\.\d/.test(text);
  if (typeof openapi !== 'string' || !isFull)
    note(
      '/openapi',
      `the version is ${JSON.stringify(openapi)} and read as ${JSON.stringify(isFull ? text : `${text}.0`)}`,
    );
  document['openapi'] = isFull ? text : `${text}.0`;
  if (!PARTS.some((name) => isRecord(document[name])))
    throw refusal('', 'is not an OpenAPI document: it has neither info nor paths, components or webhooks');
}

const PARTS = ['info', 'paths', 'components', 'webhooks'];

/** `3.0`, `3.1` or `3.2`, and what follows; `undefined` for any other version. */
function versionText(version: unknown): string | undefined {
  const text = version === 3 || version === '3' ? '3.0' : typeof version === 'number' ? String(version) : version;
  return typeof text === 'string' && /^3\.[012](?:\.|-|$)/.test(text) ? text : undefined;
}

function ofSwagger(version: unknown, path: string): string {
  const file = path === 'document' ? 'swagger.json' : path;
  return `is Swagger ${version}, which this does not read. Convert it to OpenAPI 3.0 with: npx swagger2openapi ${/\s/.test(file) ? JSON.stringify(file) : file} -o openapi.json`;
}
