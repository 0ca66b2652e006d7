import { isRecord, type Json, ownMember, pointerTokens } from '../json.js';

/** Names the place of a difference as people do: `response 200, body.data[].id`, `query parameter limit`, `Customer.email`. */
export function placeName(document: Json, pointer: string): string {
  const tokens = pointerTokens(pointer);
  const words: string[] = [];
  let [value, index]: [Json | undefined, number] = [document, 0];
  const step = () => {
    const token = tokens[index] ?? '';
    value = ownMember(value, token);
    index += 1;
    return token;
  };
  if (tokens[0] === 'paths') for (let level = 0; level < 3; level += 1) step();
  while (index < tokens.length) {
    const token = step();
    const isNamed = index < tokens.length;
    if (token === 'schemas' && isNamed) return [...words, step() + members(tokens.slice(index))].join(', ');
    if (token === 'schema') {
      const last = words.pop() ?? '';
      return [...words, last + members(tokens.slice(index))].join(', ');
    }
    if (token === 'parameters' && isNamed) {
      const name = step();
      words.push(isRecord(value) ? parameterName(value) : `parameter ${name}`);
    } else if (token === 'requestBody') words.push('body');
    else if (token === 'content' && isNamed) {
      if (words.at(-1) !== 'body') words.push('body');
      step();
    } else if (NOUNS[token] !== undefined && isNamed) words.push(`${NOUNS[token]} ${step()}`);
  }
  return words.join(', ');
}

const NOUNS: Readonly<Record<string, string>> = {
  responses: 'response',
  headers: 'header',
  requestBodies: 'request body',
  securitySchemes: 'security scheme',
  webhooks: 'webhook',
  servers: 'server',
  variables: 'variable',
};

function parameterName({ in: place, name }: Readonly<Record<string, unknown>>): string {
  return `${place} parameter ${name}`;
}

const NAMED = ['properties', 'patternProperties', 'dependentSchemas'];
const NUMBERED = ['anyOf', 'oneOf', 'prefixItems'];

/** The way from a schema to a part of it. */
function members(tokens: readonly string[]): string {
  let text = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const [token = '', next] = [tokens[index], tokens[index + 1]];
    if (token === 'items') text += '[]';
    else if (token === 'additionalProperties' && next !== undefined) text += '.*';
    if (next === undefined) continue;
    if (NAMED.includes(token)) text += `.${next}`;
    else if (NUMBERED.includes(token)) text += ` (${token} ${Number(next) + 1})`;
    if (NAMED.includes(token) || NUMBERED.includes(token) || token === 'allOf') index += 1;
  }
  return text;
}
