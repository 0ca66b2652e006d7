import type { WireType } from '../../../generated/descriptor.js';
import type { DocumentNode } from './model.js';
import { allowsAnyType, memberTypes, propertiesOf, wireTypes } from './read-schemas.js';

/** Why OpenAPI does not define how a value is written in its style; `undefined` if it does. */
export function undefinedForm(node: DocumentNode, place: string, style: string): string | undefined {
  if (style === 'deepObject' && mayNest(node.schema))
    return 'OpenAPI does not define lists or objects within a deepObject, so its members are not checked';
  // The style of cookies in OpenAPI 3.2 repeats the cookie.
  if (
    place === 'cookie' &&
    style !== 'cookie' &&
    node.flag('explode', true) &&
    wireTypes(node.schema).includes('array')
  )
    return 'OpenAPI does not define exploded lists in cookies, so the value is not checked';
  return undefined;
}

/** Whether a schema describes members that may be lists or objects. */
function mayNest(schema: DocumentNode): boolean {
  const isObject = wireTypes(schema).includes('object');
  const { memberTypes: named = {}, otherMemberTypes: others = [] } = memberTypes(schema);
  if (isObject && [...Object.values(named), others].some(isNested)) return true;
  // Generated clients write members of any type as texts.
  if (schema.source.forCodegen || !isObject) return !schema.source.forCodegen && allowsAnyType(schema);
  const declared = propertiesOf(schema).map(([, member]) => member);
  const rest = schema.at('additionalProperties');
  // Without any property, all members are of the kind that is not declared.
  const isFree = rest.exists ? allowsAnyType(rest) : declared.length === 0;
  return isFree || declared.some((member) => allowsAnyType(member));
}

function isNested(types: readonly WireType[]): boolean {
  return types.includes('array') || types.includes('object');
}
