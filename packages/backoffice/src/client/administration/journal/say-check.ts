import type { AuditCheckView } from '@guichet/shared/contracts/journal';
import type { AuditTampering } from '@guichet/shared/domain/audit-tamperings';

const TAMPERINGS: Record<AuditTampering, string> = {
  'broken-chain': 'Un maillon de la chaîne manque ou a été changé',
  'changed-entry': 'Une entrée a été changée après avoir été scellée',
  'missing-entry': 'Une entrée a été supprimée',
  'missing-seal': 'Une entrée a été empêchée de recevoir son sceau',
  'changed-value': 'Les valeurs d’une entrée ont été changées',
  'missing-value': 'Les valeurs d’une entrée ont disparu sans qu’un effacement le dise',
  'head-not-found': 'La fin du journal a été coupée ou récrite depuis la vérification d’avant',
};

/** What a check found, in one or two sentences. */
export function sayFound(found: NonNullable<AuditCheckView['found']>): string {
  if (found.kind === 'failed') return 'La vérification n’a pas pu se faire. Recommencez ; rien n’est changé.';
  if (found.kind === 'tampered') {
    const where = found.entryId === null ? '' : ` (entrée n° ${found.entryId})`;
    return `${TAMPERINGS[found.tampering]}${where}.`;
  }
  const waiting =
    found.unsealed === 0
      ? ''
      : ` ${found.unsealed === 1 ? 'Une attend encore son' : `${count(found.unsealed)} attendent encore leur`} sceau, comme il se doit.`;
  return `Rien n’a été changé : ${count(found.sealed)} entrées scellées, chacune relue.${waiting}`;
}

export function sayProgress({ startedAt, checked, total }: AuditCheckView): string {
  if (startedAt === null) return 'En attente : la vérification commence dans quelques secondes.';
  return total === null ? 'En cours.' : `En cours : ${count(checked)} entrées relues sur ${count(total)}.`;
}

function count(n: number): string {
  return n.toLocaleString('fr-BE');
}
