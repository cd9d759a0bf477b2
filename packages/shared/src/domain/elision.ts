/**
 * French "de" before a name or a noun: "de trésorier", "d’administrateur", "d’Élise". A name in H keeps "de": whether it
 * is mute, only who bears it knows.
 */
export function de(words: string): string {
  return `${/^([aeiouàâäéèêëîïôöùûüœæ]|y[^aeiouéèê])/i.test(words) ? 'd’' : 'de '}${words}`;
}
