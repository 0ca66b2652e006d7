import { textOfBase64 } from '../wire-value.js';

/** The position of a secret in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Secrets whose form says what they are, whatever they are called: what follows `Bearer`, `DPoP` and `Basic`, users with passwords
 * in URLs, JSON Web Tokens, private keys, and the keys of large providers. Takes linear time.
 */
export function knownSpansIn(text: string): Span[] {
  const spans: Span[] = [];
  FORMS.lastIndex = 0;
  for (let match = FORMS.exec(text); match; match = FORMS.exec(text)) {
    const [whole, ...words] = match;
    const word = words.find((one) => one !== undefined) ?? '';
    const start = match.index + word.length;
    const end = whole.startsWith(PEM) ? endOfKey(text, match.index) : match.index + whole.length;
    FORMS.lastIndex = end;
    if (!/^basic/i.test(word) || isUserAndPassword(text.slice(start, end))) spans.push({ start, end });
  }
  return spans;
}

/** The secrets at {@link knownSpansIn}. */
export function knownSecretsIn(text: string): string[] {
  return knownSpansIn(text).map(({ start, end }) => text.slice(start, end));
}

/** Other words after `Basic` are prose. */
function isUserAndPassword(encoded: string): boolean {
  return textOfBase64(encoded)?.includes(':') ?? false;
}

const PEM = '-----BEGIN';

/** Behind the last line of a key, or the end of a truncated text. */
function endOfKey(text: string, from: number): number {
  const last = text.indexOf('-----END', from);
  const end = last === -1 ? -1 : text.indexOf('-----', last + '-----END'.length);
  return end === -1 ? text.length : end + '-----'.length;
}

/**
 * Every token begins where no word goes on, so that a text of beginnings is not searched again and again. What follows
 * `Bearer` is a token if it has a digit or is long; otherwise it may be prose. A group is what is shown before a secret.
 */
const FORMS = new RegExp(
  [
    String.raw`(?<![\w-])((?:[Bb]earer|BEARER|[Dd][Pp][Oo][Pp])\s{1,20})(?=[\w.~+/-]{0,100}\d|[\w.~+/-]{24}|eyJ)[\w.~+/-]{8,}={0,2}`,
    String.raw`(?<![\w-])((?:[Bb]asic|BASIC)\s{1,20})[A-Za-z\d+/]{4,10000}={0,2}(?![\w+/=])`,
    // In URLs, a user without a password is shown unless it may be a token.
    String.raw`(?<![\w+.-])([A-Za-z][A-Za-z\d+.-]{0,20}://)(?:[^\s/?#"'<>@:]{0,200}:[^\s/?#"'<>]{1,500}|[^\s/?#"'<>@:]{20,500})(?=@)`,
    // Addresses that are credentials themselves: webhooks of Slack, Discord and Microsoft Teams, and bots of Telegram.
    String.raw`(?<![\w-])(hooks\.slack\.com/\w{1,20}/|discord(?:app)?\.com/api/webhooks/|webhook\.office\.com/webhookb2/|api\.telegram\.org/bot)[\w/@:-]{8,}`,
    `${PEM} (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY-----`,
    `(?<![\\w-])(?:${[
      // JSON Web Tokens: a header and a payload, both JSON in base64url.
      String.raw`eyJ[\w-]{4,}\.[\w-]{2,}(?:\.[\w-]*){0,3}`,
      // Amazon Web Services, GitHub, GitLab, npm
      String.raw`A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA)[A-Z0-9]{16}(?!\w)`,
      String.raw`gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_\w{22,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36}`,
      // Slack, Stripe, Google, Shopify, SendGrid, OpenAI and others
      String.raw`xox[a-z]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|(?:sk|rk)_(?:live|test)_\w{10,}|whsec_[\w+/]{16,}`,
      // Hugging Face, Meta, DigitalOcean, PyPI, Vault, Databricks, Twilio, Mailgun, New Relic, Postman
      String.raw`hf_[A-Za-z0-9]{16,}|EAA[A-Za-z0-9]{20,}|do[oprt]_v1_[a-f0-9]{32,}|pypi-[\w-]{16,}|hv[bs]\.[\w-]{20,}`,
      'dapi[a-f0-9]{32}|SK[a-f0-9]{32}|key-[a-f0-9]{32}|NRAK-[A-Z0-9]{27}|PMAK-[a-f0-9-]{24,}',
      String.raw`AIza[\w-]{35}|ya29\.[\w-]{20,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|SG\.[\w-]{16,}\.[\w-]{16,}|sk-[\w-]{20,}`,
    ].join('|')})`,
  ].join('|'),
  'g',
);
