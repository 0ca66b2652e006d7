/**
 * Spreadsheets run cells that begin with one of these as formulas. Some also take the full-width forms.
 * See https://owasp.org/www-community/attacks/CSV_Injection.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Whether a spreadsheet could run a text as a formula. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** A text that no spreadsheet runs. What looks guarded already is guarded once more, so that {@link unguarded} is exact. */
export function guarded(text: string): string {
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text;
}

/** The text that was guarded. Others stay as they are. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
