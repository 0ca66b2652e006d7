/** The regular expression that a schema means. Not all are written with Unicode in mind; those are read without it. */
export function regularExpression(pattern: string, flags = 'u'): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}
