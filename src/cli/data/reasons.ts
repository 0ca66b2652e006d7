import { type BigCommerceError, ValidationError } from '../../index.js';

/**
 * Why items are not done that one error is about, one for each. The store numbers the items of a request, which nobody
 * sees; where it names as many as there are, each gets what is said about it alone.
 */
export function reasonsFor(error: BigCommerceError, itemCount: number): readonly string[] {
  const byPosition = new Map<number, string[]>();
  for (const { key, message } of error instanceof ValidationError ? error.details : []) {
    const [, position, member = ''] = /^(\d+)\.(.*)$/.exec(key) ?? [];
    if (position === undefined) continue;
    const said = byPosition.get(Number(position)) ?? [];
    said.push(member === '' || member === 'data' ? message : `${member}: ${message}`);
    byPosition.set(Number(position), said);
  }
  if (!(error instanceof ValidationError) || byPosition.size !== itemCount)
    return Array.from({ length: itemCount }, () => error.message);
  const inOrder = [...byPosition].sort(([one], [other]) => one - other);
  const id = error.requestId === undefined ? '' : `, request id ${error.requestId}`;
  return inOrder.map(([, said]) => `${said.join('; ')} (${error.status}${id})`);
}
