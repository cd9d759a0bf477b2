import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '../../auth/member-access.ts';
import { SIGN_IN_TABLES, type SignInTables } from '../../auth/sign-in-tables.ts';
import type { Transaction } from '../../db/client.ts';
import { memberAccount } from '../../db/tables/member-account.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import type { SecurityEvent } from '../../domain/security-events.ts';
import { ForbiddenError } from '../../errors/errors.ts';
import { tellMemberSecurityChange } from '../accounts/tell-member-security-change.ts';
import type { Context, StaffActor } from '../context.ts';
import { tellSecurityChange } from '../staff/tell-security-change.ts';

/** What the commands about one's own sign-in need to know of the installation. */
export type SecurityOptions = {
  /** The origin of the app that the person signs in to. */
  publicUrl: string;
  tokenKeys: readonly string[];
  /** Nobody does without a second factor (staff, outside the demonstration). */
  secondFactorRequired: boolean;
};

export type OwnAccount = { id: string; name: string; email: string };

/** One's own sign-in: the tables of one's population, and the words of its audit. */
export type Self = {
  actor: StaffActor | MemberActor;
  tables: SignInTables;
  subject: { type: 'staff' | 'account'; id: string };
  /** Whether a passkey is what stands beside the password; a member's is a way in of its own, and asks for no codes on paper. */
  passkeyIsFactor: boolean;
  /** One's own account, locked: what is counted of its factors holds until the end of the transaction. */
  lock: (tx: Transaction) => Promise<OwnAccount>;
  /** Tells the person by mail that their way of signing in changed. */
  tell: (tx: Transaction, event: SecurityEvent) => Promise<void>;
};

/** Who changes their own sign-in. @throws ForbiddenError for whoever has none */
export function requireSelf({ actor }: Pick<Context, 'actor'>): Self {
  switch (actor.kind) {
    case 'staff':
      return selfOf('staff', actor, lockStaff, tellSecurityChange);
    case 'member':
      return selfOf('account', actor, lockMember, tellMemberSecurityChange);
    default:
      throw new ForbiddenError(`A ${actor.kind} has no sign-in.`);
  }
}

type Lock = (tx: Transaction, id: string) => Promise<OwnAccount | undefined>;
type Tell = (tx: Transaction, account: OwnAccount, event: SecurityEvent) => Promise<void>;

function selfOf(type: Self['subject']['type'], actor: Self['actor'], find: Lock, tell: Tell): Self {
  const lock = async (tx: Transaction) => {
    const account = await find(tx, actor.id);
    if (!account) throw new ForbiddenError(`The ${type} ${actor.id} has left.`);
    return account;
  };
  return {
    actor,
    tables: SIGN_IN_TABLES[actor.kind],
    subject: { type, id: actor.id },
    passkeyIsFactor: type === 'staff',
    lock,
    tell: async (tx, event) => tell(tx, await lock(tx), event),
  };
}

const lockStaff: Lock = async (tx, id) => {
  const { name, email, disabledAt } = staffUser;
  const [user] = await tx
    .select({ id: staffUser.id, name, email })
    .from(staffUser)
    .where(and(eq(staffUser.id, id), isNull(disabledAt)))
    .for('update');
  return user;
};

const lockMember: Lock = async (tx, id) => {
  const { name, email, state } = memberAccount;
  const [account] = await tx
    .select({ id: memberAccount.id, name, email })
    .from(memberAccount)
    .where(and(eq(memberAccount.id, id), eq(state, 'active')))
    .for('update');
  return account?.email ? { ...account, email: account.email } : undefined;
};
