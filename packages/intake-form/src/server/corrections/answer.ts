import type { CorrectionQuestion } from '@guichet/shared/db/tables/correction';
import { canonicalJson } from '@guichet/shared/domain/canonical-json';
import type { Role } from '@guichet/shared/domain/roles';
import { normaliseMultiline, textProblem } from '@guichet/shared/domain/text';
import type { Issue } from '@guichet/shared/errors/errors';
import { type ChangedAnswer, compareAnswers } from '@guichet/shared/request-types/compare-answers';
import { emptyValues, type Field, type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { readAnswers } from '@guichet/shared/request-types/read-answers';
import { requestType } from '@guichet/shared/request-types/registry';
import { askReplacements, missingAnswers } from '@guichet/shared/request-types/succession';
import { checkAnswers } from '../../form/check-answers.ts';

/** A question that waits, with the answers it is about. */
export type OpenCorrection = {
  id: string;
  questions: CorrectionQuestion[];
  type: string;
  payload: unknown;
  poId: string | null;
  draft: AnswerDraft | null;
  draftVersion: number;
  /** About these the form asks whether somebody is replaced. */
  singleHolderRoles: readonly Role[];
};

/** What the author has typed: the answers that may be corrected, and a word. `also`: fields besides those asked about. */
export type AnswerDraft = { values: FormValues; note: string; also: string[] };

/** The fields that the page shows: those asked about, what belongs to them, and `also`; all of them for a question about the whole. */
export function fieldsToCorrect({ type, questions }: OpenCorrection, also: readonly string[]): Field[] {
  const fields = requestType(type).groups.flatMap((group) => group.fields);
  const asked = new Set([...questions.flatMap(({ field }) => (field === null ? [] : [field])), ...also]);
  if (asked.size === 0) return fields;
  return fields.filter(
    (field) =>
      asked.has(field.name) ||
      // "Pas d'adresse mail" and the address answer one question.
      (field.kind === 'checkbox' && field.disables !== undefined && asked.has(field.disables)) ||
      fields.some((other) => other.kind === 'checkbox' && other.disables === field.name && asked.has(other.name)),
  );
}

/** Reads a posted page, and what was kept of one. */
export function readDraft(correction: OpenCorrection, posted: Record<string, unknown>): AnswerDraft {
  const names = requestType(correction.type).groups.flatMap(({ fields }) => fields.map(({ name }) => name));
  const listed = Array.isArray(posted.also) ? posted.also : [posted.also];
  const also = names.filter((name) => listed.includes(name));
  const fields = fieldsToCorrect(correction, also);
  return {
    values: readValues([{ id: '', title: '', fields }], posted),
    note: typeof posted.note === 'string' ? posted.note : '',
    also,
  };
}

/** The form as it was sent. */
export function valuesSent({ type, payload }: OpenCorrection): FormValues {
  const { groups, toForm } = requestType(type);
  return { ...emptyValues(groups), ...toForm(payload) };
}

/** The whole form as it would be with the draft; a role that is chosen now asks whether somebody is replaced. */
export function valuesOf(correction: OpenCorrection, draft: AnswerDraft): FormValues {
  const { groups } = requestType(correction.type);
  return askReplacements(groups, { ...valuesSent(correction), ...draft.values }, correction.singleHolderRoles);
}

/** What was not asked when it was sent need not be answered now, unless the role is chosen now. */
function unansweredNow(correction: OpenCorrection, values: FormValues): Issue[] {
  const { groups } = requestType(correction.type);
  const sent = valuesSent(correction);
  const before = groups
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.kind === 'succession' ? (sent[field.of] as string[]) : []));
  return missingAnswers(groups, values).filter(({ path }) => !before.includes(path.split('.')[1] ?? ''));
}

export type CheckedAnswer =
  | {
      ok: true;
      note: string;
      /** Null when only a word is sent. */
      corrected: { schemaVersion: number; subject: string; payload: Record<string, unknown> } | null;
      changes: ChangedAnswer[];
      /** Payload fields that are no longer the same. */
      fields: string[];
      otherPerson: boolean;
    }
  | { ok: false; issues: Issue[] };

const NOTHING_SAID = 'Rien n’a changé. Corrigez la réponse, ou écrivez un mot au secrétariat.';
const NOTE_LENGTH = 2_000;

/** The same schemas as when it was sent. Issues bear the names of fields; `note` for the word to the secretariat. */
export function checkAnswer(correction: OpenCorrection, draft: AnswerDraft): CheckedAnswer {
  const type = requestType(correction.type);
  const note = normaliseMultiline(draft.note);
  const problem =
    note.length > NOTE_LENGTH ? `C’est trop long : ${NOTE_LENGTH} caractères au plus.` : textProblem(note);
  const noteIssues = problem ? [{ path: 'note', message: problem }] : [];
  const values = valuesOf(correction, draft);
  const unanswered = unansweredNow(correction, values);
  const form = checkAnswers(type, values);
  if (!form.ok) return { ok: false, issues: [...form.issues, ...unanswered, ...noteIssues] };
  if (unanswered.length > 0) return { ok: false, issues: [...unanswered, ...noteIssues] };
  const read = readAnswers(correction.type, form.answers);
  if (!read.ok) return { ok: false, issues: [...read.issues, ...noteIssues] };
  if (problem) return { ok: false, issues: noteIssues };
  const before = correction.payload as Record<string, unknown>;
  const same = (name: string) => canonicalJson(before[name] ?? null) === canonicalJson(read.payload[name] ?? null);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(read.payload)])].filter((name) => !same(name));
  if (fields.length === 0 && note === '') {
    const first = fieldsToCorrect(correction, draft.also)[0];
    const wholeAlone = correction.questions.every(({ field }) => field === null);
    return { ok: false, issues: [{ path: wholeAlone || !first ? 'note' : first.name, message: NOTHING_SAID }] };
  }
  const identities = (payload: unknown) =>
    canonicalJson(
      type.probe(payload).identities.map(({ lastName, firstName, birthDate }) => [lastName, firstName, birthDate]),
    );
  return {
    ok: true,
    note,
    corrected: fields.length > 0 ? read : null,
    changes: compareAnswers(correction.type, before, read.payload),
    fields,
    otherPerson: identities(before) !== identities(read.payload),
  };
}
