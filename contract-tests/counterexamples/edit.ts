import { isObject, type Json, type JsonObject, pointerTokens, valueAt } from '../../scripts/spec/json.js';
import type { Loosen } from './counterexample.js';

/** Takes out what a pointer leads to. Of a list of required names, the last token is the name. */
export function without(pointer: string): Loosen {
  return {
    change: `without ${pointer}`,
    apply: (document) => {
      const [parent, name] = parentOf(document, pointer);
      if (Array.isArray(parent)) parent.splice(parent.indexOf(name), 1);
      else delete parent[name];
    },
  };
}

/** Puts a value where a pointer leads to. */
export function having(pointer: string, value: Json): Loosen {
  return {
    change: `with ${pointer}`,
    apply: (document) => {
      const [parent, name] = parentOf(document, pointer);
      if (isObject(parent)) parent[name] = value;
    },
  };
}

function parentOf(document: JsonObject, pointer: string): [JsonObject | Json[], string] {
  const tokens = pointerTokens(pointer);
  const name = tokens.at(-1) ?? '';
  const parent = valueAt(document, pointer.slice(0, pointer.lastIndexOf('/')));
  if (isObject(parent) || Array.isArray(parent)) return [parent, name];
  throw new Error(`nothing at ${pointer}`);
}
