import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import type { CorrectionQuestion } from '../db/tables/correction.ts';
import { formatLongDate, todayInBrussels } from '../domain/dates.ts';
import { type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { fieldLabel } from '../request-types/field-label.ts';
import { readPayload } from '../request-types/read-payload.ts';
import { requestType } from '../request-types/registry.ts';
import { sayAnswers } from '../request-types/say-answers.ts';
import type { MailRow } from './claim-mail.ts';
import type { MailFacts } from './mail-facts.ts';

type EnvoiFacts = Pick<MailFacts, 'questions' | 'lapsesOn' | 'outcomes' | 'answers' | 'words'>;

const NOTHING: EnvoiFacts = { questions: [], lapsesOn: null, outcomes: [], answers: [], words: null };

/** What some mails about an envoi say besides the common facts. Nothing that names people while it is not confirmed. */
export async function loadEnvoiFacts(tx: Transaction, row: MailRow, confirmed: boolean): Promise<EnvoiFacts> {
  switch (row.kind) {
    case 'correction-asked':
    case 'correction-reminder':
      return { ...NOTHING, ...(await loadQuestions(tx, row, confirmed)) };
    case 'envoi-settled':
      return { ...NOTHING, outcomes: await loadOutcomes(tx, row.submissionId, confirmed) };
    case 'answers-copy':
      return { ...NOTHING, answers: confirmed ? await loadAnswers(tx, row) : [] };
    case 'staff-message':
      return { ...NOTHING, words: confirmed ? await loadWords(tx, row) : null };
    default:
      return NOTHING;
  }
}

async function loadQuestions(tx: Transaction, row: MailRow, confirmed: boolean) {
  const [found] = await tx.execute<{ type: string; questions: CorrectionQuestion[]; lapses: string | null }>(sql`
    select c.type, k.questions, (
      select o.next_at from outbox o where o.kind = 'correction-clock' and o.ref = k.id || '/lapse' and o.state = 'pending') as lapses
    from correction k join change_request c on c.id = k.request_id where k.id = ${String(row.params.correctionId)}`);
  if (!found) return {};
  return {
    lapsesOn: found.lapses ? formatLongDate(todayInBrussels(new Date(found.lapses))) : null,
    questions: confirmed
      ? found.questions.map(({ field, message }) => ({ label: fieldLabel(found.type, field), message }))
      : [],
  };
}

/** A final state in the words of its author; the others stand in no mail about the end. */
const OUTCOMES: Record<RequestState, string> = {
  ...STATE_LABELS,
  applied: 'C’est fait',
  rejected: 'Refusée, rien n’a changé',
  withdrawn: 'Retirée par vous',
  lapsed: 'Sans suite, faute de réponse',
  merged: 'Traitée avec une autre demande',
};

type RequestRow = {
  id: string;
  type: string;
  state: RequestState;
  /** Dealt with together with another one, whose state and reason these are. */
  merged: boolean;
  schema_version: number;
  payload: unknown;
  /** Names of the answers that staff corrected. */
  corrected: string[];
  reason: string | null;
};

function requestsOf(db: Database | Transaction, submissionId: string | null) {
  return db.execute<RequestRow>(sql`
    select c.id, c.type, coalesce(stays.state, c.state) as state, stays.id is not null as merged, y.schema_version, y.payload,
      array(select field from jsonb_object_keys(case when stays.id is null then c.settlement -> 'corrections' end) as field
        order by field) as corrected, (
      select reason from decision where request_id = coalesce(stays.id, c.id) and kind <> 'approve' order by sequence desc limit 1) as reason
    from change_request c join request_payload y on y.request_id = c.id and y.version = c.payload_version
      left join change_request stays on stays.id = c.merged_into
    where c.submission_id = ${submissionId} order by c.position`);
}

/** What became of the requests of an envoi; `supposed` stands for what has not been decided yet. */
export async function loadOutcomes(
  db: Database | Transaction,
  submissionId: string | null,
  confirmed: boolean,
  supposed?: { requestId: string; state: RequestState; reason: string | null },
): Promise<EnvoiFacts['outcomes']> {
  const requests = await requestsOf(db, submissionId);
  return requests.map(({ type: name, merged, ...stored }, index) => {
    const { state, reason } = stored.id === supposed?.requestId ? supposed : stored;
    const type = requestType(name);
    const read = readPayload(name, stored.schema_version, stored.payload);
    const number = requests.length > 1 ? `${index + 1}. ` : '';
    const said = confirmed && read.kind === 'payload' ? type.sentence(read.payload) : type.label;
    return {
      what: number + said,
      outcome: merged ? `${OUTCOMES[state]} (la même chose avait été demandée deux fois)` : OUTCOMES[state],
      reason: confirmed && (state === 'rejected' || state === 'applied') ? reason || null : null,
      corrected:
        confirmed && state === 'applied' && read.kind === 'payload'
          ? sayCorrected(name, read.payload, stored.corrected)
          : [],
    };
  });
}

/** Which answers the secretariat corrected, and what its author had typed there: never what stands there now. */
function sayCorrected(typeName: string, sent: unknown, fields: readonly string[]): string[] {
  const answers = sayAnswers(typeName, sent);
  return fields.map((field) => {
    const label = fieldLabel(typeName, field) ?? field;
    const typed = answers.find((answer) => answer.field === field)?.value;
    return typed === undefined ? label : `${label} (vous aviez écrit\u00a0: ${typed})`;
  });
}

async function loadAnswers(tx: Transaction, row: MailRow): Promise<EnvoiFacts['answers']> {
  const requests = await requestsOf(tx, row.submissionId);
  return requests.flatMap(({ type: name, ...stored }, index) => {
    const type = requestType(name);
    const read = readPayload(name, stored.schema_version, stored.payload);
    if (read.kind === 'erased') return [];
    return [
      { label: `Demande ${index + 1}`, value: type.label },
      ...sayAnswers(name, read.payload).map(({ label, value }) => ({ label, value })),
    ];
  });
}

async function loadWords(tx: Transaction, row: MailRow): Promise<string | null> {
  const [found] = await tx.execute<{ body: string }>(
    sql`select body from message where id = ${String(row.params.messageId)}`,
  );
  return found?.body ?? null;
}
