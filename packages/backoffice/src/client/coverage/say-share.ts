/** "63 %", of so many; a dash where there is nothing to divide. */
export function sayShare(part: number, of: number): string {
  return of === 0 ? '—' : `${Math.round((100 * part) / of)} %`;
}
