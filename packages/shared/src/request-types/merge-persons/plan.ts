import type { CivilDate } from '../../domain/dates.ts';
import { formatDate } from '../../domain/dates.ts';
import { compareRecords, isWeak } from '../../domain/duplicates.ts';
import { formatName, identityKey } from '../../domain/names.ts';
import { formatAddress } from '../../domain/postal-address.ts';
import type { AccountStateName, AccountStateRow, PersonField, PersonState } from '../../effects/world.ts';
import { accountOf, liveMandates } from '../plan-account.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { planPersonFields } from '../plan-person-fields.ts';
import type { FactsWithPo } from '../request-type.ts';
import { MERGED_FIELDS, type MergePersons } from './payload.ts';
import { planMandates } from './plan-mandates.ts';

/** Makes one record of two; what is recorded of the survivor stays, but for what staff chose. */
export function planMergePersons(payload: MergePersons, _facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { survivorId, mergedId } = payload;
  draft.about(survivorId);
  draft.about(mergedId);
  const [survivor, merged] = [draft.world.persons[survivorId], draft.world.persons[mergedId]];
  if (!survivor || !merged) return draft.find('blocking', 'person-gone', 'Une des deux fiches n’existe plus.');
  const gone = [survivor, merged].find(({ mergedInto }) => mergedInto !== undefined);
  if (gone)
    return draft.find(
      'blocking',
      'already-merged',
      `Une fiche de ${formatName(gone)} est déjà fusionnée dans une autre.`,
    );
  findLittleAlike(survivor, merged, draft);
  draft.add({ kind: 'merge-person', personId: survivorId, mergedId });
  planFields(payload, survivor, merged, draft);
  planMandates(survivorId, mergedId, draft);
  planAccount(payload, today, draft);
  findTakenIdentity(survivorId, draft);
}

function findLittleAlike(survivor: PersonState, merged: PersonState, draft: PlanDraft): void {
  const likeness = compareRecords(survivor, merged);
  if (survivor.birthDate !== merged.birthDate) {
    draft.find(
      'warning',
      'birth-dates-differ',
      `Les dates de naissance diffèrent : ${formatDate(survivor.birthDate)} et ${formatDate(merged.birthDate)}.`,
      { detail: 'Deux personnes peuvent porter le même nom : vérifiez.' },
    );
  } else if (!likeness || isWeak(likeness)) {
    draft.find('warning', 'little-alike', 'Ces deux fiches se ressemblent peu.', {
      detail: 'Vérifiez qu’il s’agit bien d’une seule personne.',
    });
  }
}

/** A value that is recorded is never overwritten without choice, and never emptied. */
function planFields({ fields }: MergePersons, survivor: PersonState, merged: PersonState, draft: PlanDraft): void {
  const taken = MERGED_FIELDS.filter(
    (field) =>
      !isEmpty(field, merged) && (fields[field] ?? (isEmpty(field, survivor) ? 'merged' : 'survivor')) === 'merged',
  );
  planPersonFields(survivor, Object.fromEntries(taken.map((field) => [field, merged[field]])), draft);
  if (merged.deceased === survivor.deceased) return;
  draft.find('warning', 'one-deceased', 'Une seule des deux fiches est notée comme celle d’une personne décédée.', {
    detail: 'La fiche qui reste le sera : aucun mail ne partira plus à cette personne.',
  });
  if (merged.deceased) draft.add({ kind: 'mark-deceased', personId: survivor.id });
}

/** Whether a record says nothing in this field. */
export function isEmpty(field: PersonField, person: PersonState): boolean {
  return field === 'address' ? formatAddress(person.address) === '' : (person[field] ?? '') === '';
}

/** How far an account is: of two, the one that is further on is proposed. */
const STANDING: Record<AccountStateName, number> = { active: 3, invited: 2, waiting: 1, closed: 0 };

/** Of two accounts, which stays when nobody chooses. */
export function proposedAccount(survivors: AccountStateRow, mergeds: AccountStateRow): 'survivor' | 'merged' {
  return STANDING[mergeds.state] > STANDING[survivors.state] ? 'merged' : 'survivor';
}

function planAccount({ survivorId, mergedId, account }: MergePersons, today: CivilDate, draft: PlanDraft): void {
  const [own, other] = [accountOf(draft.world, survivorId), accountOf(draft.world, mergedId)];
  const choice = own && other ? (account ?? proposedAccount(own, other)) : 'survivor';
  const kept = own && other ? (choice === 'survivor' ? own : other) : (own ?? other);
  if (kept && other) {
    const closed = own && (kept === own ? other : own);
    draft.add({
      ...{ kind: 'keep-account', accountId: kept.id, personId: survivorId },
      ...{ closedAccountId: closed?.id ?? null, mergedId },
    });
    if (closed?.email && closed.state === 'active')
      draft.find('info', 'account-closes', `On ne pourra plus se connecter avec ${closed.email}.`, {
        detail: 'Prévenez la personne : elle se connecte avec l’autre adresse.',
      });
  }
  if (liveMandates(draft.world, survivorId, today).length > 0 && (!kept || kept.state === 'closed'))
    draft.find('info', 'no-account', 'La fiche qui reste a un mandat en cours, et pas de compte ouvert.');
}

function findTakenIdentity(survivorId: string, draft: PlanDraft): void {
  const survivor = draft.world.persons[survivorId];
  if (!survivor) return;
  const key = identityKey(survivor);
  const taken = Object.values(draft.world.persons).some(
    (other) => other.id !== survivorId && other.mergedInto === undefined && identityKey(other) === key,
  );
  if (taken)
    draft.find('info', 'identity-shared', 'Une troisième fiche porte ce nom et cette date de naissance.', {
      detail: 'Elle reste dans la liste des doublons.',
    });
}
