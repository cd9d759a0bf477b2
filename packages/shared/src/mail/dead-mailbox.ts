/** No such mailbox, no such domain, moved away, refuses all mail; mailbox disabled. */
const NOBODY = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/;

/**
 * Whether a server's refusal says for good that nobody is at the address, by the enhanced status codes of RFC 3463 (and
 * RFC 7505 for 5.1.10). A refusal without one, a full mailbox or a policy says nothing of the sort: 550 means many things.
 */
export function saysNobodyIsThere(words: string | undefined): boolean {
  return words !== undefined && NOBODY.test(words);
}
