/** What the command needs of the checker beyond what `./contract` publishes. Nothing here is public. */
export { BUNDLED_FILE } from './bigcommerce.js';
export { documentedStatus } from './check-response.js';
export { isServedFrom, partsOfServer } from './contract.js';
export { type DocumentPart, memberAt, ownMember, partAt, pointerTo } from './document.js';
export { mediaTypeOf, readHeaders } from './exchange.js';
export { formatProblem } from './load/source.js';
export { matchOperation } from './match.js';
export { bestRange, hasBody } from './read-body.js';
export type { SchemaValidator } from './schema/schemas.js';
export { secretsIn } from './secrets/find.js';
export { secretMask } from './secrets/mask.js';
export { isSecretName, isSecretParameter } from './secrets/names.js';
export { withoutNamedSecrets } from './secrets/texts.js';
export { allowList } from './strict/allow-list.js';
export { isTooDeep, preview, remembered, violation } from './violations.js';
export { percentDecoded } from './wire-value.js';
