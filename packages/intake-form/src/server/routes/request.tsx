import { formatName } from '@guichet/shared/domain/names';
import type { Issue } from '@guichet/shared/errors/errors';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { listPublicSchools } from '@guichet/shared/reads/public-pos';
import { emptyValues, type FormValues, groupsOn, readValues } from '@guichet/shared/request-types/fields';
import { isRequestTypeName, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { askReplacements } from '@guichet/shared/request-types/succession';
import type { Express, Request, Response } from 'express';
import type { SchoolOption } from '@guichet/shared/ui/field-control';
import type { NewerAnswers } from '../../form/newer-answers.tsx';
import { stepForm } from '../../form/step-forms.ts';
import { issuesOn } from '../drafts/check-draft.ts';
import { differences } from '../drafts/differences.ts';
import {
  type Draft,
  type DraftRequest,
  ENOUGH_REQUESTS,
  type KnownMember,
  MOST_REQUESTS,
  membersFor,
  newRequest,
  sayPo,
  withRequest,
} from '../drafts/draft.ts';
import { pathOf, type Step, stepAfterRequest } from '../drafts/steps.ts';
import { type Intake, today } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { MembersPage } from '../pages/members-page.tsx';
import { bodyOf, keyOf, loadDraftFor } from './envoi.ts';
import { saveStep } from './save-step.ts';
import { sendStep } from './send-step.tsx';

/** The page of one request of the envoi: what changes. */
export function requestRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/demandes/:position', async (req, res, next) => {
    const step = stepOf(req);
    if (step === null) return next();
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const request = draft.requests[step.index];
    // It was removed in the meantime.
    if (!request) return res.redirect(303, pathOf(keyOf(req), { name: 'list' }));
    await sendRequest(intake, req, res, { draft, request, issues: toComplete(req, request), newer: false });
  });

  app.post('/envoi/:key/demandes/:position', async (req, res, next) => {
    const step = stepOf(req);
    if (step === null) return next();
    const draft = await loadDraftFor(intake, req, res, step);
    if (!draft) return;
    const request = postedRequest(intake, req, draft, step.index);
    if (!request) return res.redirect(303, pathOf(keyOf(req), { name: 'list' }));
    await saveRequest(intake, req, res, { draft, request, step });
  });
}

/** With what was typed on its page. Null when the page names no request that could be meant. */
function postedRequest(intake: Intake, req: Request, draft: Draft, index: number): DraftRequest | null {
  const { request: id, type: name } = bodyOf(req);
  const known = draft.requests.find((request) => request.id === id);
  const read = (type: RequestTypeName, former?: FormValues) => readFirstPage(intake, req, type, former);
  if (known) return { ...known, values: read(known.type, known.values) };
  // One that was removed meanwhile keeps its own name: it does not become the one that took its place.
  if (typeof id === 'string' && /^[\w-]{8}$/.test(id) && isRequestTypeName(name))
    return { id, type: name, values: read(name) };
  const there = draft.requests[index];
  return there ? { ...there, values: read(there.type, there.values) } : null;
}

/** What was typed, beside what was answered on the page that follows: there, roles chosen here raise their question. */
function readFirstPage(intake: Intake, req: Request, type: RequestTypeName, former: FormValues = {}): FormValues {
  const { groups } = stepForm(type);
  const typed = readValues(groupsOn(groups, undefined), bodyOf(req));
  return askReplacements(groups, { ...emptyValues(groups), ...former, ...typed }, intake.singleHolderRoles);
}

/** A request that is not yet in the envoi: nothing is kept before it was written. */
export function newRequestRoutes(app: Express, intake: Intake): void {
  app.get('/envoi/:key/demandes/nouvelle/:type', async (req, res) => {
    const type = newTypeOf(req);
    const draft = await loadDraftFor(intake, req, res, { name: 'list' });
    if (!draft) return;
    if (draft.requests.length >= MOST_REQUESTS) return res.redirect(303, pathOf(keyOf(req), { name: 'list' }));
    const members = membersFor(draft, type);
    const { membre } = req.query;
    if (members.length > 0 && membre === undefined) return sendMembers(req, res, draft, type, members);
    const { firstName, lastName } = members.find(({ id }) => id === membre) ?? { firstName: '', lastName: '' };
    const request = newRequest(type, firstName || lastName ? { firstName, lastName } : {});
    await sendRequest(intake, req, res, { draft, request, issues: [], newer: false });
  });

  app.post('/envoi/:key/demandes/nouvelle/:type', async (req, res) => {
    const type = newTypeOf(req);
    const draft = await loadDraftFor(intake, req, res, { name: 'list' });
    if (!draft) return;
    const request = postedRequest(intake, req, draft, -1) ?? {
      ...newRequest(type),
      values: readFirstPage(intake, req, type),
    };
    // "Retour" from a page on which nothing was written adds nothing.
    if (bodyOf(req)._op === 'back' && isBlank(request)) return res.redirect(303, pathOf(keyOf(req), { name: 'list' }));
    await saveRequest(intake, req, res, { draft, request, step: { name: 'request', index: draft.requests.length } });
  });
}

/** A president or a secretary chooses a member of the PO instead of typing a name. */
function sendMembers(
  req: Request,
  res: Response,
  draft: Draft,
  type: RequestTypeName,
  members: readonly KnownMember[],
) {
  const { label, question } = requestForm(type);
  sendPage(res, 200, {
    title: question,
    draft: keyOf(req),
    children: (
      <MembersPage
        caption={`${label} · ${sayPo(draft.po)}`}
        title={question}
        backHref={pathOf(keyOf(req), { name: 'list' })}
        members={members.map((member) => ({ name: formatName(member), href: `${req.path}?membre=${member.id}` }))}
        otherHref={`${req.path}?membre=autre`}
      />
    ),
  });
}

function newTypeOf(req: Request): RequestTypeName {
  const { type } = req.params;
  if (isRequestTypeName(type)) return type;
  throw new NotFoundError('no request type has such a name');
}

function isBlank({ type, values }: DraftRequest): boolean {
  return JSON.stringify(values) === JSON.stringify(newRequest(type).values);
}

type RequestStep = Extract<Step, { name: 'request' }>;

function stepOf(req: Request): RequestStep | null {
  const { position } = req.params;
  if (typeof position !== 'string' || !/^\d/.test(position)) return null;
  if (/^[1-9]\d?$/.test(position)) return { name: 'request', index: Number(position) - 1 };
  throw new NotFoundError('no request has such a position');
}

/** Keeps a request, new or not, and goes on; shows it again when it cannot be kept. */
export async function saveRequest(
  intake: Intake,
  req: Request,
  res: Response,
  { draft, request, step }: { draft: Draft; request: DraftRequest; step: RequestStep },
): Promise<void> {
  await saveStep(intake, req, res, {
    step,
    draft,
    change: (latest) => withRequest(latest, request),
    issues: issuesOf(draft, request),
    showAgain: (again) => sendRequest(intake, req, res, { request, ...again }),
    next: (saved) =>
      stepAfterRequest(
        saved,
        saved.requests.findIndex(({ id }) => id === request.id),
      ),
  });
}

function issuesOf(draft: Draft, request: DraftRequest): readonly Issue[] {
  if (draft.requests.length >= MOST_REQUESTS && !draft.requests.some(({ id }) => id === request.id))
    return [{ path: '', message: ENOUGH_REQUESTS }];
  return issuesOn(request);
}

/** Somebody who comes back to a page that was left half written is told what is missing. */
function toComplete(req: Request, request: DraftRequest): Issue[] {
  return req.query.completer === undefined ? [] : issuesOn(request);
}

const FILLED_IN =
  'Ce qui est déjà rempli est ce qui est enregistré aujourd’hui. Corrigez ce qui n’est plus juste et laissez le reste : seuls vos changements seront demandés.';

type RequestPage = { draft: Draft; request: DraftRequest; issues: readonly Issue[]; newer: boolean };

/** The page of a request, of the draft or not yet. */
export async function sendRequest(intake: Intake, req: Request, res: Response, page: RequestPage): Promise<void> {
  const { draft, request, issues } = page;
  const form = requestForm(request.type);
  const key = keyOf(req);
  sendStep(
    res,
    {
      form: request.type,
      action: req.path,
      csrf: csrfToken(res),
      progress: { current: 2, label: 'la demande' },
      title: form.question,
      caption: `${form.label} · ${sayPo(draft.po)}`,
      intro: request.recorded && Object.keys(request.recorded).length > 0 ? FILLED_IN : undefined,
      recorded: request.recorded,
      values: request.values,
      issues,
      schools: await schoolsFor(intake, draft, request),
      hidden: { version: String(draft.version), request: request.id, type: request.type },
      newer: page.newer ? newerAnswers(req, page) : undefined,
    },
    key,
  );
}

function newerAnswers(req: Request, { draft, request }: RequestPage): NewerAnswers {
  const index = draft.requests.findIndex(({ id }) => id === request.id);
  const kept = draft.requests[index];
  const list = pathOf(keyOf(req), { name: 'list' });
  if (kept)
    return {
      keepHref: pathOf(keyOf(req), { name: 'request', index }),
      rows: differences(groupsOn(stepForm(request.type).groups, undefined), kept.values, request.values),
    };
  const count = draft.requests.length;
  const told = `Votre envoi compte ${count === 0 ? 'zéro demande' : count === 1 ? 'une demande' : `${count} demandes`}, et celle-ci n’en fait pas partie.`;
  return { keepHref: list, told, rows: [] };
}

/** The PO's schools, when the page asks for one of them and the PO is known. */
async function schoolsFor(
  intake: Intake,
  draft: Draft,
  { type, values }: DraftRequest,
): Promise<SchoolOption[] | null> {
  const asked = stepForm(type)
    .groups.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind === 'school');
  if (asked.length === 0 || draft.po === null || draft.po.id === null) return null;
  const schools = await listPublicSchools(intake.submit.db, draft.po.id, today(intake));
  if (schools.length === 0) return null;
  const options = schools.map(({ value, name, place }) => ({ value, label: place ? `${name}, ${place}` : name }));
  return options.concat(
    answersOutside(
      options,
      values,
      asked.map(({ name }) => name),
    ),
  );
}

/** An answer that is no longer in the list stays what it was. */
function answersOutside(options: SchoolOption[], values: FormValues, names: string[]): SchoolOption[] {
  const known = new Set(options.map(({ value }) => value));
  return names.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' && !known.has(value) ? [{ value, label: value }] : [];
  });
}
