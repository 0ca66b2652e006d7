/** The version of this package, as `package.json` has it. Sent in the `User-Agent`. */
export const VERSION = '0.1.0';
