import { NotFoundError } from '@guichet/shared/errors/errors';
import { getPoEnd, type PoEnd } from '@guichet/shared/reads/public-pos';
import type { Request, Response } from 'express';
import type { Draft } from '../drafts/draft.ts';
import type { DraftKey } from '../drafts/draft-store.ts';
import { missingBefore, pathOf, type Step } from '../drafts/steps.ts';
import { type Intake, today } from '../intake.ts';
import { sendAlreadySent } from './already-sent.tsx';

/** The body of a form, as the parser of shared/http leaves it. */
export type Body = Record<string, unknown>;

export function bodyOf(req: Request): Body {
  const body = (req.body ?? {}) as Body;
  const [, name, part, choice] = /^(\w+)(?:\.(\w+))?=(.{1,254})$/.exec(String(body._take ?? '')) ?? [];
  if (name === undefined) return body;
  // What was proposed and pressed counts as typed.
  if (part === undefined) return { ...body, [name]: choice };
  const parts = body[name];
  return { ...body, [name]: { ...(typeof parts === 'object' ? parts : {}), [part]: choice } };
}

/** Whether a proposal was pressed. */
export function isTaken(req: Request): boolean {
  return typeof (req.body as Body | undefined)?._take === 'string';
}

/** @throws NotFoundError for what is no key of ours */
export function keyOf(req: Request): DraftKey {
  const { key } = req.params;
  if (typeof key === 'string' && /^[\w-]{22}$/.test(key)) return key;
  throw new NotFoundError('no envoi has such a key');
}

/** The version of the draft that the posting page showed; a page that does not say is an old one. */
export function versionOf(req: Request): number {
  const { version } = bodyOf(req);
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : -1;
}

/**
 * The draft behind the page, or null after the answer has been sent: to its receipt when it has left, to the first page
 * when this browser does not hold it. Who posts answers after it has left is told so.
 */
export async function loadDraft(intake: Intake, req: Request, res: Response): Promise<Draft | null> {
  const key = keyOf(req);
  const draft = await intake.drafts.load(req, key);
  if (draft !== null) return draft;
  if (req.method === 'POST' && (await intake.drafts.sentVersion(key)) !== null) sendAlreadySent(req, res, key);
  else res.redirect(303, `/merci/${key}`);
  return null;
}

/** That the PO of a draft is there no more; null for one that was typed by hand, too. */
export async function endOfPo(intake: Intake, { po }: Pick<Draft, 'po'>): Promise<PoEnd | null> {
  return po === null || po.id === null ? null : await getPoEnd(intake.submit.db, po.id, today(intake));
}

/**
 * The same for a page that needs what comes before it: leads to the first answer that is missing, and back to the PO when
 * that is there no more. What is posted is kept first: the page after it leads there.
 */
export async function loadDraftFor(intake: Intake, req: Request, res: Response, step: Step): Promise<Draft | null> {
  const draft = await loadDraft(intake, req, res);
  if (draft && req.method === 'GET' && (await endOfPo(intake, draft))) {
    res.redirect(303, pathOf(keyOf(req), { name: 'po' }));
    return null;
  }
  const missing = draft && missingBefore(draft, step);
  if (!missing) return draft;
  // Whoever thought to be done is told what is missing.
  const told = step.name === 'review' || step.name === 'submitter' ? '?completer' : '';
  res.redirect(303, pathOf(keyOf(req), missing) + told);
  return null;
}
