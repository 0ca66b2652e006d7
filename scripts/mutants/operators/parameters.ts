import { isObject, type Json, type JsonObject } from '../../spec/json.js';
import { dropping, setting } from '../edit.js';
import type { Variant } from '../mutant.js';

/** Changes where a parameter travels, how it is written, and whether it may be left out. */
export function mutateParameter(parameter: JsonObject): Variant[] {
  const place = parameter['in'];
  const { schema } = parameter;
  const isList = 'explode' in parameter || (isObject(schema) && schema['type'] === 'array');
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
