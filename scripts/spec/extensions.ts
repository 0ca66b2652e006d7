import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { SpecProblem } from '../../src/contract/load/source.js';
import { FORMATS } from '../../src/contract/schema/formats.js';
import { Schemas } from '../../src/contract/schema/schemas.js';
import { entriesOf, isRecord, type Json, type JsonObject, pointerTo } from '../../src/json.js';
import type { SpecSource } from './source.js';

/** The kinds of place where `extensions.schema.yaml` defines keywords. */
type Place = 'server' | 'server-variable' | 'operation' | 'parameter' | 'response';

const SCHEMA = new URL('../../openapi/extensions.schema.yaml', import.meta.url);

/** Checks that every `x-` keyword in a document is known, stands where it means something, and has a sensible value. */
export async function validateExtensions(source: SpecSource): Promise<SpecProblem[]> {
  const schemas = new Schemas({ formats: FORMATS }).add('extensions', parse(await readFile(SCHEMA, 'utf8')), {
    isSchema: true,
  });
  return extensionsIn(source.document).flatMap(({ pointer, place, keywords }) => {
    if (!place) {
      return Object.keys(keywords).map((name) =>
        source.problemAt(pointerTo(pointer, name), 'extensions', `${name} has no meaning here`),
      );
    }
    const { failures } = schemas.validator(`extensions#/$defs/${place}`).inspect(keywords);
    return failures.map(({ instancePath, message, params }) => {
      const unknown = params['additionalProperty'] ? `: ${String(params['additionalProperty'])}` : '';
      return source.problemAt(pointer + instancePath, 'extensions', `${message}${unknown}`);
    });
  });
}

interface ExtendedObject {
  readonly pointer: string;
  readonly place: Place | undefined;
  readonly keywords: JsonObject;
}

function extensionsIn(value: Json, pointer = ''): ExtendedObject[] {
  if (Array.isArray(value)) return value.flatMap((member, index) => extensionsIn(member, pointerTo(pointer, index)));
  if (!isRecord(value) || isPayload(pointer)) return [];
  const names = NAMED_MEMBERS.test(pointer) ? [] : Object.keys(value).filter((name) => name.startsWith('x-'));
  const keywords = Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
  const here = Object.keys(keywords).length > 0 ? [{ pointer, place: placeOf(pointer), keywords }] : [];
  return [...here, ...entriesOf(value).flatMap(([name, member]) => extensionsIn(member, pointerTo(pointer, name)))];
}

/** Objects whose members are named by the author. A header or a property may well be called `x-something`. */
const NAMED_MEMBERS = /\/(headers|properties|schemas|securitySchemes|content|encoding|mapping)$/;

/** Examples, defaults and constants hold data of the API, in which `x-` means nothing. */
function isPayload(pointer: string): boolean {
  return /\/(example|default|const|enum|x-[^/]+)(\/|$)|\/examples\/[^/]+\/value(\/|$)/.test(
    pointer.replace(/\/responses\/default/, ''),
  );
}

function placeOf(pointer: string): Place | undefined {
  if (/^(\/paths\/[^/]+(\/[a-z]+)?)?\/servers\/\d+$/.test(pointer)) return 'server';
  if (/\/servers\/\d+\/variables\/[^/]+$/.test(pointer)) return 'server-variable';
  if (/^\/paths\/[^/]+\/(get|put|post|delete|options|head|patch|trace)$/.test(pointer)) return 'operation';
  if (/^\/paths\/[^/]+(\/[a-z]+)?\/parameters\/\d+$|^\/components\/parameters\/[^/]+$/.test(pointer))
    return 'parameter';
  if (/^\/paths\/[^/]+\/[a-z]+\/responses\/[^/]+$|^\/components\/responses\/[^/]+$/.test(pointer)) return 'response';
  return undefined;
}
