import { type CivilDate, daysBetween, formatDate } from '../domain/dates.ts';
import { hasMixedScripts } from '../domain/names.ts';
import { foldForSearch } from '../domain/text.ts';
import { isRequestState, STATE_LABELS } from '../domain/transitions.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { Facts, RequestType } from './request-type.ts';

/** Whether whoever asks is known to the PO. */
function findSubmitter(facts: Facts, draft: PlanDraft): void {
  if (!facts.submitter.personId) {
    draft.find(
      'warning',
      'submitter-unknown',
      facts.submitter.heard
        ? `${facts.submitter.name} n’a pas été reconnu·e parmi les membres de ce PO.`
        : `${facts.submitter.name} n’est pas membre de ce PO avec cette adresse mail.`,
      {
        detail: 'Vérifiez auprès du PO que la demande vient bien de lui.',
      },
    );
  } else if (!facts.submitter.confirmed && !facts.submitter.heard) {
    draft.find('warning', 'submitter-unconfirmed', 'L’adresse mail de l’auteur n’est pas confirmée.', {
      detail: 'N’importe qui a pu écrire cette adresse.',
    });
  }
}

/** Findings that every type shares: which PO, who asks, what else is open. */
export function findAroundRequest(
  { ordered }: Pick<RequestType<unknown>, 'ordered'>,
  subject: string,
  facts: Facts,
  draft: PlanDraft,
): void {
  if (facts.poId === null) {
    draft.find(
      'blocking',
      facts.poCandidates.length > 0 ? 'several-pos' : 'po-not-matched',
      'Le PO a été écrit à la main : choisissez celui dont il s’agit.',
      {
        ...(facts.poCandidates.length > 0
          ? {}
          : { detail: 'Aucun PO de la base n’y ressemble. Cherchez-le, ou refusez la demande.' }),
        options: facts.poCandidates.map((candidate) => ({
          label: candidate.name,
          detail: `FASE ${candidate.fase} ; ${candidate.address} ; ${candidate.reason}`,
          set: { poId: candidate.id },
        })),
      },
    );
  }
  if (!ordered) findSubmitter(facts, draft);
  const key = foldForSearch(subject);
  for (const open of facts.openRequests.filter((other) => foldForSearch(other.subject) === key)) {
    const state = isRequestState(open.state) ? STATE_LABELS[open.state] : open.state;
    draft.find(
      'warning',
      `other-open-request:${open.id}`,
      `Une autre demande ouverte concerne ${open.subject} (${open.reference}, ${state}).`,
    );
  }
}

/** Letters of two alphabets in one word: a name made to be taken for another one. */
export function findConfusableNames(names: (string | null)[], draft: PlanDraft): void {
  const odd = names.filter((name) => name !== null && hasMixedScripts(name));
  if (odd.length > 0)
    draft.find('warning', 'mixed-scripts', `Ce nom mélange deux alphabets : ${odd.join(', ')}.`, {
      detail: 'Une lettre peut en imiter une autre.',
    });
}

/** Dates that are possible but far: more than a year ahead, or more than five years back. */
export function findFarDate(label: string, date: CivilDate, today: CivilDate, field: string, draft: PlanDraft): void {
  const days = daysBetween(today, date);
  if (days > 366)
    draft.find('warning', `date-far:${field}`, `${label} est dans plus d’un an : ${formatDate(date)}.`, { field });
  if (days < -5 * 366)
    draft.find('warning', `date-far:${field}`, `${label} remonte à plus de cinq ans : ${formatDate(date)}.`, { field });
}
