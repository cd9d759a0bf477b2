import { asc, desc, eq } from 'drizzle-orm';
import type { CorrectionView, MessageView, RequestView } from '../contracts/request-view.ts';
import type { Database } from '../db/client.ts';
import { correction } from '../db/tables/correction.ts';
import { message } from '../db/tables/message.ts';
import { requestPayload } from '../db/tables/request-payload.ts';
import { staffUser } from '../db/tables/staff-user.ts';
import { CORRECTION_LABELS } from '../domain/corrections.ts';
import { compareAnswers } from '../request-types/compare-answers.ts';
import { fieldLabel } from '../request-types/field-label.ts';
import { readPayload } from '../request-types/read-payload.ts';
import { requestType } from '../request-types/registry.ts';
import { sayAnswers } from '../request-types/say-answers.ts';

/** What the author of a request was asked, the newest first, and what each answer changed. */
export async function listCorrections(db: Database, requestId: string, typeName: string): Promise<CorrectionView[]> {
  const { id, state, questions, askedAt, closedAt, payloadVersion, answeredVersion } = correction;
  const [asked, payloads] = await Promise.all([
    db
      .select({ id, state, questions, askedAt, closedAt, payloadVersion, answeredVersion, askedBy: staffUser.name })
      .from(correction)
      .innerJoin(staffUser, eq(staffUser.id, correction.askedBy))
      .where(eq(correction.requestId, requestId))
      .orderBy(desc(correction.askedAt)),
    db.select().from(requestPayload).where(eq(requestPayload.requestId, requestId)),
  ]);
  const payloadAt = (version: number | null): unknown => {
    const row = payloads.find((payload) => payload.version === version);
    const stored = row && readPayload(typeName, row.schemaVersion, row.payload);
    return stored?.kind === 'payload' ? stored.payload : null;
  };
  return asked.map((row) => {
    const [before, after] = [payloadAt(row.payloadVersion), payloadAt(row.answeredVersion)];
    return {
      id: row.id,
      state: row.state,
      stateLabel: CORRECTION_LABELS[row.state],
      questions: row.questions.map((question) => ({
        label: fieldLabel(typeName, question.field),
        message: question.message,
      })),
      askedBy: row.askedBy,
      askedAt: row.askedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      changes:
        before && after
          ? compareAnswers(typeName, before, after).map(({ label, ...change }) => ({
              label,
              before: change.before,
              after: change.after,
            }))
          : [],
    };
  });
}

/** The thread between the secretariat and the author of an envoi, the oldest first. */
export async function listMessages(db: Database, submissionId: string): Promise<MessageView[]> {
  const rows = await db
    .select()
    .from(message)
    .where(eq(message.submissionId, submissionId))
    .orderBy(asc(message.at), asc(message.id));
  return rows.map(({ id, authorKind, authorLabel, body, at }) => ({
    id,
    from: authorKind,
    author: authorLabel,
    body,
    at: at.toISOString(),
  }));
}

/** Every field of the form, with its answer in words, so that its author can be asked about any of them. */
export function listAskable(typeName: string, payload: unknown): RequestView['askable'] {
  const answers = sayAnswers(typeName, payload);
  return (
    requestType(typeName)
      .groups.flatMap(({ fields }) => fields)
      // "Pas d'adresse mail" belongs to the address.
      .filter((field) => field.kind !== 'checkbox' || field.disables === undefined)
      .map(({ name, label }) => ({
        field: name,
        label,
        value: answers.find(({ field }) => field === name)?.value ?? null,
      }))
  );
}
