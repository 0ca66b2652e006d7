import { entriesOf, isRecord, type Json, type JsonObject, pointerTo } from '../../json.js';
import type { Note } from './mend.js';

const DOCUMENT = [
  ...['openapi', 'info', 'jsonSchemaDialect', 'servers', 'paths', 'webhooks', 'components', 'security', 'tags'],
  ...['externalDocs', '$self'],
];
const INFO = ['title', 'summary', 'description', 'termsOfService', 'contact', 'license', 'version'];
const COMPONENTS = [
  ...['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links'],
  ...['callbacks', 'pathItems', 'mediaTypes'],
];
const SERVER = ['name', 'url', 'description', 'variables'];

/**
 * Notes members that have no meaning where anything may stand: a misspelt `security`, or what is left of Swagger 2.0. Notes also
 * servers and paths that no request can have.
 *
 * @param references References within the document: what they lead to has a meaning.
 */
export function noteLeftovers(document: JsonObject, references: Iterable<string>, note: Note): void {
  const targets = [...references];
  const check = (value: Json | undefined, pointer: string, known: readonly string[]) => {
    for (const [name] of entriesOf(value)) {
      const at = pointerTo(pointer, name);
      const isReferred = () => targets.some((to) => to === `#${at}` || to.startsWith(`#${at}/`));
      if (known.includes(name) || name.startsWith('x-') || isReferred()) continue;
      note(at, `${name} has no meaning here and is ignored`);
    }
  };
  check(document, '', DOCUMENT);
  check(document['info'], '/info', INFO);
  check(document['components'], '/components', COMPONENTS);
  noteServers(document, '', check, note);
  for (const [path, item] of entriesOf(document['paths'])) {
    const at = pointerTo('/paths', path);
    if (/^\/[^?#]*[?#]/.test(path))
      note(at, 'no request has this path, because a path ends before its query or fragment');
    noteServers(item, at, check, note);
    for (const [method, operation] of entriesOf(item)) noteServers(operation, pointerTo(at, method), check, note);
  }
}

function noteServers(
  holder: Json,
  pointer: string,
  check: (value: Json | undefined, pointer: string, known: readonly string[]) => void,
  note: Note,
): void {
  const servers = isRecord(holder) ? holder['servers'] : undefined;
  if (!Array.isArray(servers)) return;
  for (const [index, server] of servers.entries()) {
    const at = pointerTo(pointer, 'servers', index);
    check(server, at, SERVER);
    const url = isRecord(server) ? server['url'] : undefined;
    if (typeof url === 'string' && !/^(?:[a-z][a-z\d+.-]*:\/\/|\/|\.|\{|$)/i.test(url.trim()))
      note(pointerTo(at, 'url'), `no request is sent to ${url}, because it has no scheme such as https`);
  }
}
