/** A PO as the search sends it: public columns only. */
export type Suggestion = { id: string; name: string; address: string; fase: number; schools: string[]; why: string };

/** What an option shows: the name, then where the PO is, and the schools that were found. */
export function suggestionLine({ name, address, fase, schools }: Suggestion): Node[] {
  const facts = [address, `FASE ${fase}`, ...schools].filter((fact) => fact !== '').join(' · ');
  return [span('suggestion-name', name), span('suggestion-facts', facts)];
}

function span(className: string, text: string): HTMLSpanElement {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}

/** What a screen reader says when the list changes. */
export function announce({ found, more }: { found: readonly Suggestion[]; more: boolean }): string {
  if (found.length === 0) return 'Aucun PO trouvé.';
  const count = found.length === 1 ? 'Un PO trouvé' : `${found.length} ${more ? 'premiers PO' : 'PO trouvés'}`;
  const near = found[0]?.why === 'near' ? 'Rien d’exact. ' : '';
  return `${near}${count}. Choisissez avec les flèches, puis Entrée.`;
}
