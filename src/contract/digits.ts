const digits = /^-?\d{1,20}$/;

/** Whether a text is a whole number that may have 64 bits: JSON's own numbers are exact to 2^53 only. */
export function isDigits(text: string): boolean {
  return digits.test(text);
}

/** A whole number that is written in digits, as rows hold it: a number up to 2^53, beyond it the text. */
export function exactOf(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}
