import type { Attribute } from '../../index.js';
import { plainName } from '../data/columns.js';
import { listed, shown } from '../text.js';

/** What has to be known of an attribute. */
export type NamedAttribute = Pick<Attribute, 'id' | 'name'>;

/**
 * Finds the attribute with a name: the one that has exactly this name, or else the one whose name differs only in case, spaces
 * and underscores.
 *
 * @returns The attribute, or why it is none, as a phrase about the name.
 */
export function attributeNamed(attributes: readonly NamedAttribute[], name: string): NamedAttribute | string {
  const exact = attributes.filter((attribute) => attribute.name === name);
  const close = attributes.filter((attribute) => plainName(attribute.name) === plainName(name));
  const [found, second] = exact.length > 0 ? exact : close;
  if (!found) return `no attribute is named ${shown(name)}; ${knownNames(attributes)}`;
  if (!second) return found;
  const ids = (exact.length > 0 ? exact : close).map((attribute) => `${attribute.id} (${shown(attribute.name)})`);
  return `${shown(name)} can be attribute ${listed(ids, 'or')}; use attribute_id`;
}

function knownNames(attributes: readonly NamedAttribute[]): string {
  if (attributes.length === 0) return 'the store has no attributes';
  return `the attributes of the store are ${listed(attributes.map(({ name }) => shown(name)))}`;
}
