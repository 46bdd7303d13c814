/**
 * So many random bytes in hexadecimal. By `getRandomValues`, as `randomUUID` exists in secure
 * contexts only, and a page served over http from another machine is none.
 */
export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
