import { server } from '../../generated/operations.js';
import { isPlainObject, type OptionCheck } from '../options.js';
import { SCOPES } from './store.js';
import { isVisible } from './value-checks.js';

export const checkText: OptionCheck = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty';

export const checkPort: OptionCheck = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535 ? undefined : 'must be from 0 to 65535';

export const checkStoreHash: OptionCheck = (value) =>
  typeof value === 'string' && new RegExp(server.variables.store_hash.pattern).test(value)
    ? undefined
    : 'must be letters, digits, _ and -';

export const checkToken: OptionCheck = (value) => (isVisible(value) ? undefined : 'must be a token without spaces');

/** A scope that no operation asks for is misspelt: it would be a token without that scope. */
export const checkTokens: OptionCheck = (value) =>
  isPlainObject(value) && Object.entries(value).every(([token, scopes]) => isVisible(token) && areScopes(scopes))
    ? undefined
    : `must be lists of scopes by token without spaces, such as { reader: ['store_v2_customers_read_only'] }; scopes are ${SCOPES.join(', ')}`;

function areScopes(value: unknown): boolean {
  return Array.isArray(value) && value.every((scope) => SCOPES.includes(scope));
}
