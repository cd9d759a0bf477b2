import { RETENTION } from './retention.ts';
import { RETENTION_PERIODS, type RetentionPeriodName, retentionPeriods, sayRetention } from './retention-periods.ts';
import {
  type ColumnRetention,
  FATES,
  type Fate,
  PURPOSES,
  type Purpose,
  type TableRetention,
  WHOM,
  type Whom,
} from './retention-rule.ts';

/**
 * The record of processing activities (GDPR, art. 30) in French Markdown, made of the retention map, with the periods
 * as proposed: an installation that chose others shows them on its own screen.
 */
export function processingRecord(): string {
  return `${[HEAD, periodsPart(), ...purposes().map(purposePart), measuresPart()].join('\n\n')}\n`;
}

const HEAD = `# Registre des traitements

Registre au sens de l’article 30 du RGPD, fait à partir du schéma de la base : \`pnpm guichet processing-record\` le
récrit, et un test refuse qu’une colonne y manque.

- **Responsable du traitement** : le secrétariat qui utilise Guichet PO (nom, adresse et téléphone au bas de chaque page publique).
- **Personnes concernées** : ${Object.values(WHOM).join(', ')}.
- **Destinataires** : le secrétariat ; les membres d’un PO pour le dossier de leur PO ; aucun transfert hors de l’Union européenne.
- **Droits** : accès et effacement se font depuis la page « Données de la personne » ; la rectification par une demande de changement, avec sa trace.`;

function periodsPart(): string {
  const periods = retentionPeriods();
  const rows = Object.entries(RETENTION_PERIODS).map(
    ([name, { label, reason }]) =>
      `| ${label} | ${sayRetention(name as RetentionPeriodName, periods[name as RetentionPeriodName])} | ${reason} |`,
  );
  return ['## Durées', '', '| quoi | durée | pourquoi |', '| --- | --- | --- |', ...rows].join('\n');
}

function purposes(): Purpose[] {
  return (Object.keys(PURPOSES) as Purpose[]).filter((purpose) => tablesOf(purpose).length > 0);
}

function tablesOf(purpose: Purpose): [string, TableRetention][] {
  return Object.entries(RETENTION).filter(([, table]) => table.purpose === purpose);
}

function purposePart(purpose: Purpose): string {
  const { text, basis } = PURPOSES[purpose];
  const tables = tablesOf(purpose).map(([name, table]) => tablePart(name, table));
  return [`## ${text}`, '', `Base légale : ${basis}.`, '', ...tables].join('\n');
}

function tablePart(name: string, { holds, row, columns, unlinked }: TableRetention): string {
  const lines = groupsOf(columns).map(
    ([whom, fate, names]) =>
      `  - ${WHOM[whom]} : ${names.map((column) => `\`${column}\``).join(', ')}, ${sayFate(fate)}`,
  );
  const rowText =
    row.kind === 'kept'
      ? `ligne gardée : ${row.why}`
      : `ligne supprimée ${row.period ? `${sayRetention(row.period, retentionPeriods()[row.period])} ` : ''}${row.when}`;
  const facts = lines.length > 0 ? lines : ['  - aucune donnée personnelle'];
  return [
    `- **${holds}** (\`${name}\`) ; ${rowText}`,
    ...facts,
    ...(unlinked ? [`  - hors de l’accès d’une personne : ${unlinked}`] : []),
  ].join('\n');
}

function sayFate(fate: Fate): string {
  const { text, period } = FATES[fate];
  const said = period.map((name) => sayRetention(name, retentionPeriods()[name]));
  return said.length > 0 ? `${text} (${said.join(' ou ')})` : text;
}

function groupsOf(columns: TableRetention['columns']): [Whom, Fate, string[]][] {
  const groups = new Map<string, [Whom, Fate, string[]]>();
  for (const [name, column] of Object.entries(columns) as [string, ColumnRetention][]) {
    if (column.kind === 'plain') continue;
    const key = `${column.whom} ${column.fate}`;
    const group = groups.get(key) ?? [column.whom, column.fate, []];
    group[2].push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function measuresPart(): string {
  return `## Mesures de sécurité

- Chaque programme a son propre accès à la base, limité à ce qu’il doit faire ; personne ne change ni ne supprime une entrée du journal.
- Le journal est une chaîne scellée : \`pnpm guichet verify-audit\` trouve ce qui aurait été changé dans son dos.
- Les mots de passe et les secrets des liens sont hachés ; les brouillons du formulaire sont chiffrés par une clé que la base n’a pas.
- La file de travail ne tient que des identifiants ; les journaux techniques ne tiennent ni nom ni adresse.
- La liste des effacements est gardée hors de la base : une sauvegarde plus ancienne ne ramène personne.`;
}
