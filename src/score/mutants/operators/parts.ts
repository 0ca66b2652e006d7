import { isRecord, type Json, type JsonObject } from '../../../json.js';
import { adding, dropping, renaming, setting, type Variant } from '../mutant.js';

/** Changes where a parameter travels, how it is written, and whether it may be left out. */
export function mutateParameter(parameter: JsonObject): Variant[] {
  const place = parameter['in'];
  const { schema } = parameter;
  const isList = 'explode' in parameter || (isRecord(schema) && schema['type'] === 'array');
  return [
    setting('PARAM-RENAME', parameter, 'name', `${parameter['name']}_renamed`),
    setting('PARAM-LOC', parameter, 'in', place === 'query' ? 'header' : 'query'),
    parameter['required'] === true
      ? dropping('PARAM-REQ-DROP', parameter, 'required')
      : setting('PARAM-REQ-ADD', parameter, 'required', true),
    ...(isList ? mutateStyle(parameter) : []),
    ...(place === 'query' ? [mutateReserved(parameter)] : []),
  ];
}

function mutateStyle(parameter: JsonObject): Variant[] {
  return [
    setting('EXPLODE-FLIP', parameter, 'explode', parameter['explode'] !== true),
    ...['spaceDelimited', 'pipeDelimited', 'deepObject'].map((style) => setting('STYLE', parameter, 'style', style)),
    setting('ARRAY-STRING', parameter, 'schema', { type: 'string' }),
  ];
}

function mutateReserved(parameter: JsonObject): Variant {
  return parameter['allowReserved'] === true
    ? dropping('RESERVED-FLIP', parameter, 'allowReserved')
    : setting('RESERVED-FLIP', parameter, 'allowReserved', true);
}

/** Changes which parameters there are. */
export function mutateParameterList(list: readonly Json[]): Variant[] {
  const optional = (place: string, name: string) => ({ name, in: place, schema: {} });
  const added = [
    ['PARAM-ADD-OPT', optional('query', 'undeclared')],
    ['PARAM-ADD-REQ', { ...optional('query', 'another'), required: true }],
    ['HDR-PARAM-ADD-REQ', { ...optional('header', 'X-Another'), required: true }],
  ] as const;
  return [
    ...list.map((_, dropped) => ({
      operator: 'PARAM-DROP',
      path: [String(dropped)],
      node: list.filter((__, index) => index !== dropped),
      replacement: '',
    })),
    ...added.map(([operator, parameter]) => ({
      operator,
      path: [],
      node: [...list, parameter],
      replacement: JSON.stringify(parameter),
    })),
  ];
}

/** Changes which statuses an operation answers with. */
export function mutateResponses(responses: JsonObject): Variant[] {
  const statuses = Object.keys(responses).filter((status) => /^\d{3}$|^default$/.test(status));
  const unlisted = (status: string) =>
    String([1, 2, 3, 4, 5, 6, 7].map((step) => Number(status) + step).find((other) => !(String(other) in responses)));
  const empty: Json = { description: 'Added.' };
  const schema = {};
  const any: Json = {
    description: 'Added.',
    content: { 'application/json': { schema }, 'text/plain': { schema }, 'text/html': { schema } },
  };
  return [
    ...statuses.map((status) => dropping('RES-DROP', responses, status)),
    ...statuses
      .filter((status) => status !== 'default')
      .map((status) => renaming('RES-STATUS', responses, status, unlisted(status))),
    ...['201', '302']
      .filter((status) => !(status in responses))
      .map((status) => adding('RES-ADD', responses, status, any)),
    adding('RES-ADD', responses, '418', empty),
    adding('RES-5XX-ADD', responses, '5XX', empty),
    ...('default' in responses ? [] : [adding('RES-DEFAULT-ADD', responses, 'default', any)]),
  ];
}

/** Changes whether an answer has headers and a body at all. */
export function mutateResponse(response: JsonObject): Variant[] {
  if (!isRecord(response['content']))
    return [setting('RES-CONTENT-ADD', response, 'content', { 'text/plain': { schema: {} } })];
  return [dropping('RES-CONTENT-DROP', response, 'content')];
}

/** Changes which media types there are. */
export function mutateContent(content: JsonObject): Variant[] {
  const mediaTypes = Object.keys(content);
  const foreign = ['application/xml', 'text/html', 'text/plain', 'application/json'].filter(
    (name) => !(name in content),
  );
  return [
    ...(mediaTypes.length > 1 ? mediaTypes.map((name) => dropping('MEDIA-DROP', content, name)) : []),
    ...mediaTypes.map((name) => renaming('MEDIA-RENAME', content, name, `${name}-renamed`)),
    ...foreign.map((name) => adding('MEDIA-ADD', content, name, { schema: {} })),
  ];
}

export function mutateMedia(media: JsonObject): Variant[] {
  return media['schema'] === undefined ? [] : [setting('SCHEMA-ANY', media, 'schema', {})];
}

/** Changes which headers an answer declares. */
export function mutateHeaders(headers: JsonObject): Variant[] {
  const names = Object.keys(headers);
  return [
    ...names.map((name) => dropping('RHDR-DROP', headers, name)),
    ...names.map((name) => renaming('RHDR-RENAME', headers, name, `${name}-Renamed`)),
    adding('RHDR-ADD-REQ', headers, 'X-Another', { required: true, schema: {} }),
  ];
}

export function mutateHeader(header: JsonObject): Variant[] {
  return [
    header['required'] === true
      ? dropping('RHDR-REQ-DROP', header, 'required')
      : setting('RHDR-REQ-ADD', header, 'required', true),
  ];
}
