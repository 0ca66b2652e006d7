/**
 * A key and its certificate for servers on this machine, and for clients that such a server asks for one. They protect nothing,
 * so they are no secret. Made with OpenSSL: an EC key on the curve P-256, and a certificate signed by itself, as a certificate
 * authority, for localhost, 127.0.0.1 and store.example.test, valid from 2024 to 2123.
 */
export const TEST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmUCSwk/4nSqSZwxQ
QQhEUr51SWoSyR9RKEX8bvVJRi+hRANCAASKpDYpwqOxxh54ClpBPzAUc9gK6Xez
PoWM2aIHBKraqJBc+c0hjElhkTbw/Y3nv4Zs8TzunUV8p3VuxpiJNqsh
-----END PRIVATE KEY-----
`;

export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBnjCCAUOgAwIBAgIBATAKBggqhkjOPQQDAjAlMSMwIQYDVQQDDBpiaWdjb21t
ZXJjZS1jdXN0b21lcnMgdGVzdDAgFw0yNDAxMDEwMDAwMDBaGA8yMTIzMTIzMTIz
NTk1OVowJTEjMCEGA1UEAwwaYmlnY29tbWVyY2UtY3VzdG9tZXJzIHRlc3QwWTAT
BgcqhkjOPQIBBggqhkjOPQMBBwNCAASKpDYpwqOxxh54ClpBPzAUc9gK6XezPoWM
2aIHBKraqJBc+c0hjElhkTbw/Y3nv4Zs8TzunUV8p3VuxpiJNqsho2IwYDAPBgNV
HRMBAf8EBTADAQH/MC4GA1UdEQQnMCWCCWxvY2FsaG9zdIcEfwAAAYISc3RvcmUu
ZXhhbXBsZS50ZXN0MB0GA1UdDgQWBBQ2bFYBLAye34A2NOtfxCJtzrObbjAKBggq
hkjOPQQDAgNJADBGAiEA3X2emSSRIQKqId3eWeIcY9fozKkyTIwCuqG5AP2cnhoC
IQDyxuPhD4y6fvjKYX2eEXsOtYuWSm+j/ojGOfkQxq8EMg==
-----END CERTIFICATE-----
`;
