import { credentialHeaders } from '../../generated/operations.js';
import { isPlainObject, type OptionCheck } from './check-options.js';

/** Headers to send in addition to those of the client. */
export const checkHeaders: OptionCheck = (value) => {
  if (!isPlainObject(value)) return 'must be a plain object of texts by name';
  for (const [name, text] of Object.entries(value)) {
    // Names that are none are not repeated: somebody may have put a whole line with a credential there.
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name)) return 'has a member whose name is not that of a header';
    if (OWN_HEADERS.has(name.toLowerCase())) return `has ${name}, which is not for callers to set`;
    if (typeof text !== 'string' || !/^[\t\x20-\x7e]*$/.test(text)) return `has no plain ASCII text for ${name}`;
  }
  return undefined;
};

/** Replacing one of these would break the contract, the connection or the protection of the token. */
const OWN_HEADERS = new Set(
  `${credentialHeaders.join(' ')} Accept Content-Type Content-Length Transfer-Encoding Host Connection Keep-Alive Upgrade Expect User-Agent`
    .toLowerCase()
    .split(' '),
);
