import { describe, expect, test } from '@jest/globals';
import { isSecretName, isSecretParameter } from '../../../src/contract/secrets/texts.js';

describe('what stands under a name is a secret', () => {
  test.each([
    ...[
      'token',
      'tokens',
      'access_token',
      'accessToken',
      'X-Auth-Token',
      'id_token',
      'csrfToken',
      'authtoken',
      'TOKEN',
    ],
    ...['password', 'Passwd', 'user[password]', 'passphrase', 'pwd', 'db.pwd', 'pass', 'pin', 'otp', 'userOtp'],
    ...[
      'secret',
      'client_secret',
      'clientSecret',
      'secret_key',
      'credentials',
      'credentials[value]',
      'X-Amz-Credential',
    ],
    ...['api_key', 'apikey', 'API-Key', 'x-api-key', 'private_key', 'accessKeyId', 'Ocp-Apim-Subscription-Key'],
    ...['Authorization', 'Proxy-Authorization', 'authorisation', 'auth', 'X-Auth', 'jwt', 'user_jwt'],
    ...['Cookie', 'Set-Cookie', 'signature', 'X-Amz-Signature', 'hmac', 'sig', 'client_assertion', 'SAMLResponse'],
    ...['session_id', 'sessionId', 'PHPSESSID', 'JSESSIONID', 'xsrf', '_pin_', 'api - key'],
    // What they begin or end with says nothing about a secret.
    ...['secret_attribute', 'climax_token'],
  ])('wherever it is: %s', (name) => {
    expect([isSecretName(name), isSecretParameter(name)]).toEqual([true, true]);
  });

  test.each(['key', 'code', 'session', 'X-Session', 'sid'])('in queries, forms and headers only: %s', (name) => {
    expect([isSecretName(name), isSecretParameter(name)]).toEqual([false, true]);
  });

  test.each([
    ...[
      'id',
      'id:in',
      'customer_id:in',
      'attribute_value',
      'value',
      'name',
      'title',
      'status',
      'data',
      'page',
      'limit',
    ],
    ...['customer_key_name', 'sort_key', 'primary_key', 'Idempotency-Key', 'keyword', 'monkey', 'turkey', 'keys'],
    ...[
      'author',
      'authors',
      'authority',
      ':authority',
      'authenticated',
      'country_code',
      'postcode',
      'error_code',
      'codes',
    ],
    ...['passenger', 'passed', 'compass', 'boarding_pass', 'shipping', 'opinion', 'spin', 'design', 'sign', 'assign'],
    ...['session_length', 'obsession', 'token_type', 'tokenExpiresIn', 'expires_in', 'max_tokens', 'total_tokens'],
    ...['password_changed_at', 'passwordPolicy', 'signature_version', 'cookie_count', 'secretary', 'tokenizer', ''],
    ...['X-Request-Id', 'X-Rate-Limit-Requests-Left', 'Content-Type', 'constructor', '__proto__', '0'],
  ])('nowhere: %s', (name) => {
    expect([isSecretName(name), isSecretParameter(name)]).toEqual([false, false]);
  });

  test('what is behind the first 200 characters of a name does not count', () => {
    expect(isSecretName(`${'a'.repeat(195)}token`)).toBe(true);
    expect(isSecretName(`${'a'.repeat(196)}token`)).toBe(false);
  });

  test('long names take no long time', () => {
    expect(isSecretName('_'.repeat(10_000_000))).toBe(false);
    expect(isSecretName('a'.repeat(10_000_000))).toBe(false);
  });
});
