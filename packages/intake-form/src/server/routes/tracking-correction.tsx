import type { Issue } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import { listPublicSchools } from '@guichet/shared/reads/public-pos';
import type { Field, FormValues } from '@guichet/shared/request-types/fields';
import { requestType } from '@guichet/shared/request-types/registry';
import type { Express, Request, Response } from 'express';
import type { SchoolOption } from '@guichet/shared/ui/field-control';
import { answerCorrection, saveAnswerDraft } from '../commands/follow-up.ts';
import {
  type AnswerDraft,
  type CheckedAnswer,
  checkAnswer,
  fieldsToCorrect,
  type OpenCorrection,
  readDraft,
  valuesOf,
  valuesSent,
} from '../corrections/answer.ts';
import { type Intake, today } from '../intake.ts';
import { CorrectionPage } from '../pages/correction-page.tsx';
import { CorrectionReviewPage } from '../pages/correction-review-page.tsx';
import { sendPage } from '../pages/frame.tsx';
import { propose } from '../reads/propose.ts';
import { readCorrection } from '../reads/read-correction.ts';
import { bodyOf, isTaken } from './envoi.ts';
import { PLAIN_SCRIPT } from './send-step.tsx';
import { positionOf, secretOf, sendDeadLink } from './tracking-link.tsx';

type Page = { secret: string; correction: OpenCorrection; path: string };

/** Answering a question of the secretariat: correct just that, see what has changed, send. */
export function correctionRoutes(app: Express, intake: Intake): void {
  const at = '/suivi/:secret/demandes/:position/corriger';

  app.get(at, withoutReferrer, async (req, res) => {
    const page = await openPage(intake, req, res);
    if (!page) return;
    const draft = page.correction.draft ?? readDraft(page.correction, valuesSent(page.correction));
    await sendCorrection(intake, res, 200, page, draft, []);
  });

  // What was typed is kept first, right or wrong: nothing typed is ever lost.
  app.post(at, withoutReferrer, async (req, res) => {
    const page = await openPage(intake, req, res);
    if (!page) return;
    const draft = withMistaken(page.correction, readDraft(page.correction, bodyOf(req)));
    const kept = await saveAnswerDraft(intake.submit, page.secret, page.correction.id, draft);
    if (kept === null) return res.redirect(303, `/suivi/${page.secret}`);
    if (isTaken(req)) return sendCorrection(intake, res, 200, page, draft, []);
    const checked = checkAnswer(page.correction, draft);
    if (!checked.ok) return sendCorrection(intake, res, 422, page, draft, checked.issues);
    res.redirect(303, `${page.path}/relire`);
  });

  app.get(`${at}/relire`, withoutReferrer, async (req, res) => {
    const page = await openPage(intake, req, res);
    if (!page) return;
    const checked = checkKept(page);
    if (!checked) return res.redirect(303, page.path);
    sendReview(res, 200, page, checked);
  });

  app.post(`${at}/relire`, withoutReferrer, async (req, res) => {
    const page = await openPage(intake, req, res);
    if (!page) return;
    const checked = checkKept(page);
    if (!checked) return res.redirect(303, page.path);
    const seen = bodyOf(req).version === String(page.correction.draftVersion);
    const outcome = seen ? await answerCorrection(intake.submit, page.secret, page.correction, checked) : 'changed';
    if (outcome !== 'changed') return res.redirect(303, `/suivi/${page.secret}`);
    const again = await openPage(intake, req, res);
    const rechecked = again && checkKept(again);
    if (again && rechecked) sendReview(res, 409, again, rechecked);
    else if (again) res.redirect(303, again.path);
  });
}

/** Null after an answer was sent: the question no longer waits, or this link may not answer it. */
async function openPage(intake: Intake, req: Request, res: Response): Promise<Page | null> {
  const secret = secretOf(req);
  if (secret === null) {
    await sendDeadLink(intake, res);
    return null;
  }
  const correction = await readCorrection(intake.submit.db, secret, positionOf(req), intake.singleHolderRoles);
  if (correction) return { secret, correction, path: `/suivi/${secret}/demandes/${positionOf(req)}/corriger` };
  // It says where the request is now, or that the link is dead.
  res.redirect(303, `/suivi/${secret}`);
  return null;
}

function checkKept({ correction }: Page): Extract<CheckedAnswer, { ok: true }> | null {
  const checked = correction.draft && checkAnswer(correction, correction.draft);
  return checked?.ok ? checked : null;
}

/** An answer may fit no longer with one that was not asked about: that one is shown too. */
function withMistaken(correction: OpenCorrection, draft: AnswerDraft): AnswerDraft {
  const checked = checkAnswer(correction, draft);
  if (checked.ok) return draft;
  const shown = new Set(fieldsToCorrect(correction, draft.also).map(({ name }) => name));
  const names = new Set(requestType(correction.type).groups.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const more = checked.issues
    .map(({ path }) => path.split('.')[0] ?? '')
    .filter((name) => names.has(name) && !shown.has(name));
  if (more.length === 0) return draft;
  const also = [...new Set([...draft.also, ...more])];
  const values = valuesOf(correction, draft);
  const fields = fieldsToCorrect(correction, also);
  return { ...draft, also, values: pick(values, fields) };
}

function pick(values: FormValues, fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.flatMap(({ name }) => (name in values ? [[name, values[name]]] : []))) as FormValues;
}

async function sendCorrection(
  intake: Intake,
  res: Response,
  status: number,
  { secret, correction, path }: Page,
  draft: AnswerDraft,
  issues: readonly Issue[],
): Promise<void> {
  const type = requestType(correction.type);
  const fields = fieldsToCorrect(correction, draft.also);
  const values = valuesOf(correction, draft);
  sendPage(res, status, {
    title: 'Une question du secrétariat',
    current: 'tracking',
    script: PLAIN_SCRIPT,
    hasErrors: issues.length > 0,
    children: (
      <CorrectionPage
        title={`${type.label}\u00a0: ${type.subject(correction.payload)}`}
        action={path}
        backHref={`/suivi/${secret}`}
        csrf={csrfToken(res)}
        questions={correction.questions}
        fields={fields}
        groups={type.groups}
        values={values}
        note={draft.note}
        also={draft.also}
        issues={issues}
        offers={propose([{ id: '', title: '', fields }], values)}
        schools={await schoolsFor(intake, correction, fields, values)}
      />
    ),
  });
}

function sendReview(res: Response, status: number, page: Page, checked: Extract<CheckedAnswer, { ok: true }>): void {
  const type = requestType(page.correction.type);
  sendPage(res, status, {
    title: 'Relisez votre réponse',
    current: 'tracking',
    children: (
      <CorrectionReviewPage
        title={`${type.label}\u00a0: ${type.subject(page.correction.payload)}`}
        action={`${page.path}/relire`}
        editHref={page.path}
        csrf={csrfToken(res)}
        version={page.correction.draftVersion}
        changes={checked.changes}
        note={checked.note}
        changedMeanwhile={status === 409}
      />
    ),
  });
}

/** The PO's schools, when one of them is asked for; what was answered stays among them. */
async function schoolsFor(
  intake: Intake,
  { poId }: OpenCorrection,
  fields: readonly Field[],
  values: FormValues,
): Promise<SchoolOption[] | null> {
  const asked = fields.filter(({ kind }) => kind === 'school');
  if (asked.length === 0 || poId === null) return null;
  const schools = await listPublicSchools(intake.submit.db, poId, today(intake));
  if (schools.length === 0) return null;
  const options = schools.map(({ value, name, place }) => ({ value, label: place ? `${name}, ${place}` : name }));
  const given = asked.flatMap(({ name }) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const others = given.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...others.map((value) => ({ value, label: value }))];
}
