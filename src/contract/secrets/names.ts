/**
 * Whether a name says that what stands under it is a secret, with all of its members. Names may be written in any way:
 * `accessToken`, `X-Auth-Token`, `client_secret`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return ALWAYS.has(words) || (SECRET.test(words) && !ABOUT_A_SECRET.test(words));
}

/** As {@link isSecretName}, for names in queries, forms and headers, where some short words are credentials too. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || IN_PARAMETERS.has(wordsOf(name));
}

/** `access_token` of `accessToken` and of `X-Access-Token`. Longer names than people choose are cut. */
function wordsOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^x_/, '');
}

/** Parts of names: some wherever they stand, some as words only. */
const SECRET = new RegExp(
  [
    'token|secret|passw|passphrase|passcode|authori[sz]ation|credential|signature|cookie|assertion|samlresponse',
    '(api|access|private|signing|encryption|auth|account|master|subscription|functions?|shared|client|app)_?keys?(_|$)',
    'sess(ion)?_?id(_|$)',
    '(^|_)(jwt|pwd|otp|csrf|xsrf|hmac|sig)(_|$)',
  ].join('|'),
);

/** Such names say something about a secret, and what they say is none. */
const ABOUT_A_SECRET =
  /_(type|name|count|limit|length|algorithm|alg|version|status|enabled|required|policy|at)$|expire|expiry|^(max|min|total|count)_|secretar|tokeni[sz]/;

/** Whole names. */
const ALWAYS: ReadonlySet<string> = new Set(['auth', 'pass', 'pin']);

/** Whole names that mean something harmless in bodies: `code` of an error, `key` of a pair. */
const IN_PARAMETERS: ReadonlySet<string> = new Set(['key', 'code', 'session', 'sid']);

/** Characters. */
const LONGEST_NAME = 200;
