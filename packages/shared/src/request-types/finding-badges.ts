import type { FindingSummary, Severity } from './plan.ts';

/** Two or three words per finding, for a queue that is read at a glance. What is not here is counted. */
const BADGES: Record<string, string> = {
  'account-keeps-email': 'le compte garde son adresse',
  'already-ended': 'mandat déjà terminé',
  'already-invited': 'déjà invité·e',
  'already-member': 'déjà membre',
  'by-hand': 'à faire à la main',
  'chosen-person-gone': 'personne à choisir',
  'date-far': 'date lointaine',
  deceased: 'personne décédée',
  'email-differs': 'autre adresse mail',
  'email-in-use': 'adresse mail déjà utilisée',
  'email-signs-in-someone-else': 'adresse mail déjà utilisée',
  'holder-ends': 'remplace quelqu’un',
  'holder-starts-later': 'rôle déjà promis',
  'identity-taken': 'identité déjà connue',
  'later-holder': 'rôle déjà promis',
  'later-mandate': 'mandat déjà prévu',
  'member-not-found': 'membre introuvable',
  minor: 'mineur·e',
  'mandates-overlap': 'mandats qui se chevauchent',
  'mixed-scripts': 'nom à vérifier',
  'not-a-member': 'n’est plus membre',
  'nothing-changes': 'déjà enregistré',
  'no-email': 'pas d’adresse mail',
  'other-birth-date': 'autre date de naissance',
  'nobody-to-replace': 'personne à remplacer ?',
  'other-holder': 'qui est remplacé ?',
  'other-open-request': 'autre demande ouverte',
  'person-probable': 'personne peut-être connue',
  'po-not-matched': 'PO à identifier',
  'president-leaves': 'président·e qui part',
  'role-outside-mandate': 'rôle hors du mandat',
  'roles-overlap': 'rôle déjà noté',
  'school-not-found': 'école à identifier',
  'second-holder': 'deux pour un rôle',
  'second-holder-later': 'deux pour un rôle',
  'several-holders': 'qui est remplacé ?',
  'several-members': 'personne à confirmer',
  'several-persons': 'plusieurs personnes possibles',
  'several-pos': 'PO à identifier',
  'submitter-unconfirmed': 'mail non confirmé',
  'submitter-unknown': 'auteur inconnu',
  'target-gone': 'déjà annulé',
  without: 'rôle sans titulaire',
};

/** What informs and yet is worth a glance: a succession that the author told. */
const NEWS: Record<string, string> = { 'holder-replaced': 'succession', succeeded: 'succession' };

const SHOWN = 3;

export type Badge = { severity: Severity; label: string };

/** The badges of a request, the gravest first; what only informs has none, but for a few news. */
export function badgesOf(findings: readonly FindingSummary[]): Badge[] {
  const grave = (['blocking', 'warning'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const badges = new Map<string, Badge>();
  let unnamed = 0;
  for (const { code, severity } of grave) {
    // "holder-ends:treasurer": what follows the colon tells two findings of one kind apart.
    const label = BADGES[code.split(':', 1)[0] ?? ''];
    if (label === undefined) unnamed += 1;
    else if (!badges.has(label)) badges.set(label, { severity, label });
  }
  for (const { code } of findings) {
    const label = NEWS[code.split(':', 1)[0] ?? ''];
    if (label !== undefined && !badges.has(label)) badges.set(label, { severity: 'info', label });
  }
  const named = [...badges.values()];
  const hidden = unnamed + Math.max(0, named.length - SHOWN);
  const worst = grave[0]?.severity ?? 'info';
  if (hidden === 0) return named;
  const more = { severity: worst, label: named.length === 0 ? `${hidden} à vérifier` : `+ ${hidden}` };
  return [...named.slice(0, SHOWN), more];
}
