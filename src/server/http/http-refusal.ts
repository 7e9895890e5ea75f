/** The refusal of a request, for its sender to read. */
export function httpRefusal(statusCode: number, message: string): Error & { readonly statusCode: number } {
  return Object.assign(new Error(message), { statusCode });
}
