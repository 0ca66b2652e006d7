import { isSecretName } from '../../contract/secrets/names.js';
import { withoutNamedSecrets } from '../../contract/secrets/texts.js';
import { isObject } from '../../json.js';
import type { Mask } from './mask.js';

/** Members that hold what a merchant or a customer has written. */
const VALUE_MEMBERS = ['value', 'attribute_value'];

/** Names of members that hold numbers about people. */
const ABOUT_PEOPLE =
  /phone|mobile|fax|birth|(^|_)(tel|ssn|zip|dob|age)(_|$)|postal|postcode|(^|_)tax_?(id|number)|passport/i;

/**
 * A body as it may be published. Structure, ids and dates stay.
 *
 * @param undeclared Whether the value at a JSON pointer into the body is one that the document does not declare.
 */
export function redactBody(body: unknown, mask: Mask, undeclared: (pointer: string) => boolean): unknown {
  if (body === undefined) return undefined;
  const redact = (json: unknown) => redactJson(json, mask, undeclared);
  if (typeof body !== 'string') return redact(body);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return mask.text(withoutNamedSecrets(body));
  }
  return JSON.stringify(redact(json));
}

interface Place {
  readonly pointer: string;
  /** The nearest name above, which those of a list do not have themselves. */
  readonly name: string;
  readonly isDeclared: boolean;
}

function redactJson(
  json: unknown,
  mask: Mask,
  undeclared: (pointer: string) => boolean,
  { pointer, name, isDeclared }: Place = { pointer: '', name: '', isDeclared: !undeclared('') },
): unknown {
  if (typeof json === 'string') return redactText(json, mask, name, isDeclared);
  // Of numbers, which are ids for the most part, few tell anything about anybody.
  if (typeof json === 'number') return !isDeclared && ABOUT_PEOPLE.test(name) ? 0 : json;
  if (!isObject(json)) return json;
  const within = (key: string, member: unknown, nearest: string) => {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (nearest === key && isSecretName(key) && member !== null) return '[redacted]';
    return redactJson(member, mask, undeclared, {
      pointer: at,
      name: nearest,
      isDeclared: isDeclared && !undeclared(at),
    });
  };
  if (Array.isArray(json)) return json.map((item, index) => within(String(index), item, name));
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [mask.text(key), within(key, member, key)]));
}

function redactText(text: string, mask: Mask, name: string, isDeclared: boolean): string {
  if (VALUE_MEMBERS.includes(name)) return mask.value(text);
  return isDeclared ? mask.text(withoutNamedSecrets(text)) : mask.undeclared(text);
}
