import { type Json, valueAt } from '../../src/json.js';
import { type SecondOpinion, secondOpinion } from '../contract/schema/second-opinion.js';
import { SPECIFICATION } from '../support/specification.js';

/** A request and its response as a proxy sees them. Header names are in lower case. */
export interface SeenExchange {
  readonly method: string;
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}

/**
 * Says what is wrong with an exchange. Reads the document itself and leaves values to another implementation of JSON
 * Schema: nothing here is shared with our checker.
 */
export function foreignJudge(): (seen: SeenExchange) => Promise<string[]> {
  const opinion = secondOpinion(SPECIFICATION.document);
  return async (seen) => {
    const call = `${seen.method} ${seen.path.split('?')[0]} ${seen.status}`;
    const found = findOperation(seen);
    if (!found) return [`${call}: no such operation`];
    const problems = [...(await judgeRequest(found, seen, opinion)), ...(await judgeResponse(found, seen, opinion))];
    return problems.map((problem) => `${call}: ${problem}`);
  };
}

interface Operation {
  /** Its place in the document. */
  readonly pointer: string;
  readonly pathValues: Readonly<Record<string, string>>;
}

function findOperation({ method, path }: SeenExchange): Operation | undefined {
  const [plain = ''] = path.split('?');
  const own = plain.replace(/^\/stores\/[^/]+\/v3/, '');
  for (const template of Object.keys(Object(at('/paths')))) {
    const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(own);
    const pointer = `/paths/${token(template)}/${method.toLowerCase()}`;
    if (match && at(pointer) !== undefined) return { pointer, pathValues: { ...match.groups } };
  }
  return undefined;
}

async function judgeRequest({ pointer, pathValues }: Operation, seen: SeenExchange, isValid: SecondOpinion) {
  const problems: string[] = [];
  const query = new Map((seen.path.split('?')[1]?.split('&') ?? []).map((pair) => splitPair(pair)));
  const parent = pointer.replace(/\/\w+$/, '');
  for (const place of [...membersOf(`${parent}/parameters`), ...membersOf(`${pointer}/parameters`)].map(resolved)) {
    const [name, where] = [String(at(`${place}/name`)), at(`${place}/in`)];
    const texts: Readonly<Record<string, string | undefined>> = {
      query: query.get(name),
      path: pathValues[name],
      header: seen.requestHeaders[name.toLowerCase()],
    };
    const text = texts[String(where)];
    if (where === 'query') query.delete(name);
    if (text === undefined && at(`${place}/required`) === true) problems.push(`${name} is missing`);
    if (text !== undefined && !(await isAnyValid(`${place}/schema`, readings(text), isValid)))
      problems.push(`${name} is not valid: ${text}`);
  }
  if (query.size > 0) problems.push(`the query has ${[...query.keys()].join(', ')}, which nobody declared`);
  if (seen.requestHeaders['x-auth-token'] === undefined) problems.push('there is no token');
  if (at(`${pointer}/requestBody`) === undefined) return seen.requestBody === '' ? problems : ['a body is too much'];
  const content = `${resolved(`${pointer}/requestBody`)}/content/application~1json/schema`;
  if (!(await isValid(resolved(content), JSON.parse(seen.requestBody)))) problems.push('the body is not valid');
  return problems;
}

async function judgeResponse({ pointer }: Operation, seen: SeenExchange, isValid: SecondOpinion) {
  const responses = Object(at(`${pointer}/responses`));
  const range = `${Math.floor(seen.status / 100)}XX`;
  const status = [String(seen.status), range].find((name) => name in responses);
  if (status === undefined) return [`the status is not documented`];
  const response = resolved(`${pointer}/responses/${status}`);
  const problems: string[] = [];
  for (const name of Object.keys(Object(at(`${response}/headers`)))) {
    const header = resolved(`${response}/headers/${token(name)}`);
    const text = seen.responseHeaders[name.toLowerCase()];
    if (text === undefined && at(`${header}/required`) === true) problems.push(`${name} is missing`);
    if (text !== undefined && !(await isAnyValid(`${header}/schema`, readings(text), isValid)))
      problems.push(`${name} is not valid: ${text}`);
  }
  const mediaType = seen.responseHeaders['content-type'] ?? '';
  const documented = Object.keys(Object(at(`${response}/content`)));
  if (documented.length === 0 || seen.responseBody === '') {
    return seen.responseBody === '' && mediaType === '' ? problems : [...problems, 'a body is too much'];
  }
  if (!documented.includes(mediaType)) return [...problems, `the media type ${mediaType} is not documented`];
  const body: Json = mediaType === 'application/json' ? JSON.parse(seen.responseBody) : seen.responseBody;
  const schema = resolved(`${response}/content/${token(mediaType)}/schema`);
  return (await isValid(schema, body)) ? problems : [...problems, `the body is not valid: ${seen.responseBody}`];
}

/** The values that a string in a URL or a header can mean. */
function readings(text: string): Json[] {
  const plain = (part: string) => (/^-?\d+$/.test(part) ? [Number(part), part] : [part]);
  const decoded = decodeURIComponent(text);
  return [...plain(decoded), decoded.split(',').map((part) => plain(part)[0] ?? part)];
}

async function isAnyValid(pointer: string, values: readonly Json[], isValid: SecondOpinion): Promise<boolean> {
  for (const value of values) if (await isValid(resolved(pointer), value)) return true;
  return false;
}

function splitPair(pair: string): [string, string] {
  const [name = '', ...rest] = pair.split('=');
  return [decodeURIComponent(name), rest.join('=')];
}

function membersOf(pointer: string): string[] {
  const list = at(pointer);
  return Array.isArray(list) ? list.map((_, index) => `${pointer}/${index}`) : [];
}

/** Where a reference leads to; a place without one is where it is. */
function resolved(pointer: string): string {
  const reference = valueAt(at(pointer), '$ref');
  return typeof reference === 'string' ? resolved(reference.slice(1)) : pointer;
}

function at(pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return valueAt(SPECIFICATION.document, ...names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
