/** Something in a text that looks as if it belonged to somebody. */
export interface Suspect {
  readonly kind: 'access token' | 'signed token' | 'credential' | 'store hash' | 'email address';
  readonly text: string;
}

/** What may stand there because it is nobody's: placeholders, and names that are reserved for examples (RFC 2606). */
const NOBODYS: { readonly [Kind in Suspect['kind']]?: RegExp } = {
  credential: /^(token|\[redacted\]|)$/,
  'store hash': /^abc123example$/,
  'email address': /@([\w-]+\.)*example(\.(com|org|net))?$/,
};

/** Finds what looks like a secret or a person in a text that is to be published. */
export function findSecrets(text: string): Suspect[] {
  const all = (kind: Suspect['kind'], expression: RegExp) =>
    [...text.matchAll(expression)].map((match): Suspect => ({ kind, text: match[1] ?? match[0] }));
  return [
    // Tokens of API accounts have 31 small letters and digits; ids of requests have 32.
    ...all('access token', /(?<![\w-])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{31}(?![\w-])/g),
    ...all('signed token', /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g),
    ...all('credential', /"(?:x-auth-token|authorization|cookie|set-cookie|x-auth-client)"\s*:\s*"([^"]*)"/gi),
    ...all('store hash', /\/stores\/([a-z0-9]{5,})(?=\/)/gi),
    ...all('email address', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g),
  ].filter(({ kind, text: found }) => !NOBODYS[kind]?.test(found));
}
