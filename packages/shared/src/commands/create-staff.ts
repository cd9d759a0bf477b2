import { z } from 'zod';
import { hashPassword } from '../auth/password.ts';
import { passwordProblem } from '../domain/password-problem.ts';
import { region } from '../db/tables/region.ts';
import { STAFF_ROLES, staffUser } from '../db/tables/staff-user.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors/errors.ts';
import { type Context, inTransaction } from './context.ts';
import { saveStaffPassword } from './staff/save-staff-password.ts';
import { staffIdentity } from './staff/staff-identity.ts';
import { writeAudit } from './write-audit.ts';

const newStaff = z.object({
  ...staffIdentity,
  role: z.enum(STAFF_ROLES, { error: `Rôles possibles : ${STAFF_ROLES.join(', ')}.` }).default('secretariat'),
  password: z.string(),
  /** Code of the secretariat; the only one when left out. */
  region: z.string().optional(),
  demo: z.boolean().default(false),
});

export type NewStaff = z.input<typeof newStaff>;

/**
 * Makes a sign-in for the back office. Weak passwords are refused with the reason.
 * @throws InvalidInputError, ConflictError when the address is taken, NotFoundError for an unknown secretariat
 */
export async function createStaff(ctx: Context, input: NewStaff): Promise<{ id: string; email: string }> {
  if (ctx.actor.kind !== 'operator' && ctx.actor.kind !== 'system') {
    throw new Error(`createStaff is for the operator of the installation, not for a ${ctx.actor.kind}.`);
  }
  const parsed = newStaff.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    throw new InvalidInputError('the new member of staff is not complete', issues);
  }
  const { name, email, role, password, demo } = parsed.data;
  const problem = passwordProblem(password, { name, email });
  if (problem !== null) {
    throw new InvalidInputError('the password is weak', [{ path: 'password', message: problem }], {
      userMessage: problem,
    });
  }
  const hash = await hashPassword(password);
  return inTransaction(ctx, async ({ db }) => {
    const regions = await db.select().from(region);
    const chosen =
      parsed.data.region === undefined ? regions : regions.filter(({ code }) => code === parsed.data.region);
    const [home] = chosen;
    if (!home || chosen.length > 1) {
      throw new NotFoundError(`name one secretariat among: ${regions.map(({ code }) => code).join(', ')}`);
    }
    const now = ctx.now();
    const [user] = await db
      .insert(staffUser)
      .values({
        name,
        email,
        emailVerified: true,
        regionId: home.id,
        role,
        demo,
        activatedAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: staffUser.id });
    if (!user) {
      throw new ConflictError('a member of staff has this address already', {
        userMessage: 'Un compte existe déjà avec cette adresse.',
      });
    }
    await saveStaffPassword(db, user.id, hash, now);
    await writeAudit(db, ctx.actor, now, [
      {
        action: 'create-staff',
        subject: { type: 'staff', id: user.id },
        after: { name, email, role, region: home.code },
      },
    ]);
    return { id: user.id, email };
  });
}
