/**
 * A text from a registry on a screen: what would move the cursor, hide text or turn its direction is shown
 * as the sign for an unknown character.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
