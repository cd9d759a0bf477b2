import { sendCookies } from '@guichet/shared/auth/auth-realm';
import { sessionOf } from '@guichet/shared/auth/require-session';
import { ConflictError, GuichetError } from '@guichet/shared/errors/errors';
import type { Request, Response } from 'express';
import type { BackofficeDeps } from './deps.ts';

/**
 * Opens the session of somebody whose password was right, when `prove` accepts what they show; a session of its own
 * takes the place of the one that was limited. Throws what `refuse` makes otherwise, and `too-many-requests`.
 */
export async function showSecondFactor(
  { auth, staffLimits }: Pick<BackofficeDeps, 'auth' | 'staffLimits'>,
  req: Request,
  res: Response,
  prove: () => Promise<boolean>,
  refuse: () => Error,
): Promise<void> {
  const { stage, staff } = sessionOf(res);
  if (stage !== 'code') {
    throw new ConflictError(`no second factor is asked for at the stage ${stage}`, {
      userMessage: 'Ce code n’est plus attendu. Rechargez la page.',
    });
  }
  await staffLimits.proofs.consume(staff.id);
  if (!(await prove())) throw refuse();
  await staffLimits.proofs.forgive(staff.id);
  await openFor({ auth }, req, res, staff.id);
}

/** Opens a session for who has shown both factors. */
export async function openFor(
  { auth }: Pick<BackofficeDeps, 'auth'>,
  req: Request,
  res: Response,
  staffId: string,
): Promise<void> {
  const entered = await auth.enter(req, staffId, { secondFactor: true });
  if (!entered) throw new GuichetError('unauthenticated', 'the member of staff may not sign in from here');
  sendCookies(res, entered.cookies);
}

/** After a factor was added: who was setting up the first is in, and who had none may stay. */
export async function settleAddedFactor(
  deps: Pick<BackofficeDeps, 'auth'>,
  req: Request,
  res: Response,
): Promise<void> {
  const session = sessionOf(res);
  if (session.stage === 'setup') await openFor(deps, req, res, session.staff.id);
  else await deps.auth.confirm(session, { secondFactor: true });
}
