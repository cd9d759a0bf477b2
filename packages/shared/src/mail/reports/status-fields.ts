/** One group of fields, names in lower case; of a field that is repeated the first counts. */
export type Fields = ReadonlyMap<string, string>;

/**
 * Reads the groups of fields of a delivery status (RFC 3464) or of a feedback report (RFC 5965): written as headers, folded
 * like them, groups apart by an empty line. Lines that are no field are passed over. Never throws.
 */
export function readStatusFields(text: string): Fields[] {
  const groups: Map<string, string>[] = [];
  let group: Map<string, string> | undefined;
  let last: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      group = undefined;
      continue;
    }
    if (/^[ \t]/.test(line)) {
      if (group && last !== undefined) group.set(last, `${group.get(last) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    last = undefined;
    if (!/^[!-9;-~]{1,60}$/.test(name)) continue;
    if (!group) groups.push((group = new Map()));
    if (group.has(name)) continue;
    last = name;
    group.set(name, line.slice(colon + 1).trim());
  }
  return groups;
}

/** The value of a field such as `smtp; 550 5.1.1 No such user` or `rfc822; a@b`, without its type. */
export function withoutType(value: string): string {
  return value.replace(/^\s*[\w.-]+\s*;\s*/, '').trim();
}
