import type { CredentialDescriptor } from '../../../generated/contract-descriptor.js';
import type { DocumentNode } from './document.js';

/** The credentials of one alternative, which go together. */
export function readCredentials(root: DocumentNode, alternative: DocumentNode): CredentialDescriptor[] {
  return alternative.members.flatMap(([schemeName, scopes]): CredentialDescriptor[] => {
    const scheme = root.at('components', 'securitySchemes', schemeName);
    const required = scopes.members.map(([, scope]) => String(scope.value));
    const place = scheme.text('in');
    if (place === 'header' || place === 'query' || place === 'cookie')
      return [{ in: place, name: scheme.text('name'), scopes: required }];
    const word = schemeWord(scheme);
    if (!word || !root.source.isForeign)
      alternative.decline(`security scheme ${schemeName} is not an apiKey defined under components.securitySchemes`);
    return word ? [{ in: 'header', name: 'Authorization', scheme: word, scopes: required }] : [];
  });
}

/** What a credential begins with in the header Authorization; nothing where it is not sent there, as certificates. */
function schemeWord(scheme: DocumentNode): string {
  const type = scheme.text('type');
  if (type === 'oauth2' || type === 'openIdConnect') return 'Bearer';
  // Schemes of HTTP have one, and no others.
  const word = scheme.text('scheme');
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
