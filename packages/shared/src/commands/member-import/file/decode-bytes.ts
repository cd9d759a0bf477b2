/** What Excel writes besides Unicode: on Windows, and when told so on an old Mac or for MS-DOS. */
export type OldEncoding = 'Windows-1252' | 'Macintosh' | 'MS-DOS';

/** What Windows-1252 has where Latin-1 has control signs, in the order of the bytes. Some releases of Node read it as Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** The upper half of code page 850, likewise. */
const DOS =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** In the order of how likely they are. */
const DECODERS: readonly [OldEncoding, (bytes: Uint8Array) => string][] = [
  ['Windows-1252', (bytes) => decodeBy(WINDOWS, bytes)],
  ['Macintosh', (bytes) => new TextDecoder('macintosh').decode(bytes)],
  ['MS-DOS', (bytes) => decodeBy(DOS, bytes)],
];

/**
 * The text of bytes that are no Unicode. All three encodings read any bytes: the one whose text looks least like an
 * accident is taken, the likelier one where two look alike.
 */
export function decodeBytes(bytes: Uint8Array): { text: string; encoding: OldEncoding } {
  let best = { text: '', encoding: 'Windows-1252' as OldEncoding };
  let least = Number.POSITIVE_INFINITY;
  for (const [encoding, decode] of DECODERS) {
    const text = decode(bytes);
    const count = countAccidents(text);
    if (count < least) [best, least] = [{ text, encoding }, count];
    if (least === 0) break;
  }
  return best;
}

/** Each byte as Latin-1 reads it, but for those from 128 on that the table has. */
function decodeBy(table: string, bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replaceAll(/[\u0080-\u00ff]/g, (sign) => table[sign.charCodeAt(0) - 128] ?? sign);
}

/** What no list of names holds: signs from elsewhere, a capital with an accent within a word, a quote within a word. */
const ACCIDENTS = [
  /[^\p{ASCII}À-ÖØ-öø-ÿŠšŽžŒœŸ‘’“”«»–—°ºª§²€´·\u00a0]|[ÐÞðþ]/gu,
  /(?<=\p{Ll})[À-ÖØ-ÞŠŽŒŸ]|(?<=\p{Lu})[À-ÖØ-ÞŠŽŒŸ](?=\p{Ll})/gu,
  /(?<=\p{L})[‘“”«»ºª§²€´·](?=\p{L})/gu,
];

function countAccidents(text: string): number {
  return ACCIDENTS.reduce((count, pattern) => count + (text.match(pattern) ?? []).length, 0);
}
