import { accountOrder } from '../../db/tables/account-order.ts';
import { ACCOUNT_ACT_REASONS, type AccountAct, judgeAct } from '../../domain/account-acts.ts';
import { ConflictError, ForbiddenError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { requirePersonInRegion } from '../../reads/find-person.ts';
import { loadAccountFacts } from '../../reads/load-account-facts.ts';
import { type Context, inTransaction } from '../context.ts';
import { lockRegister } from '../lock-register.ts';
import { readWords } from '../read-words.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

export type AccountActInput = {
  personId: string;
  act: AccountAct;
  /** The address that was shown: when another one is recorded meanwhile, nothing is ordered. */
  to: string;
  /** Needed where ACCOUNT_ACT_REASONS asks for it. */
  reason: string;
};

/**
 * Orders something for a person's account: the activation again, a link to a new password, an address that is blocked
 * no longer, factors that were lost. The worker does it (`run-account-order.ts`), which looks at everything again. Resolves with the order's id.
 * @throws ConflictError when it cannot be done, with the reason; when another address is recorded meanwhile; when it is
 *   ordered already. ForbiddenError for readers and for one's own account, NotFoundError in another region
 */
export async function orderAccountAct(ctx: Context, input: AccountActInput): Promise<{ orderId: string }> {
  const actor = requireDecider(ctx);
  const { personId, act } = input;
  const reason = readWords(input.reason, {
    path: 'reason',
    missing: ACCOUNT_ACT_REASONS[act]?.missing ?? '',
  });
  if (actor.personId === personId) {
    throw new ForbiddenError(`Staff user ${actor.id} may not act on their own account.`, {
      userMessage: 'C’est votre propre compte : un ou une collègue doit le faire.',
    });
  }
  return inTransaction(ctx, async (tx) => {
    await requirePersonInRegion(tx.db, personId, actor.regionId);
    // Two at once wait for each other here.
    await lockRegister(tx.db, { personIds: [personId] });
    const known = await loadAccountFacts(tx.db, personId, tx.now());
    if (!known) throw new Error(`No person ${personId}.`);
    const verdict = judgeAct(act, known.facts, tx.now());
    if (!verdict.possible) throw new ConflictError(`${act} for ${personId}: not now`, { userMessage: verdict.why });
    if (verdict.to.toLowerCase() !== input.to.toLowerCase()) throw otherAddress(personId);
    const [order] = await tx.db
      .insert(accountOrder)
      .values({ personId, kind: act, address: verdict.to, reason, orderedBy: actor.id, orderedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: accountOrder.id });
    if (!order) throw orderedAlready(personId);
    await enqueue(tx.db, [{ kind: 'account-order', ref: order.id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: `order-${act}`,
        subject: { type: 'person', id: personId },
        after: { orderId: order.id, address: verdict.to, reason },
      },
    ]);
    return { orderId: order.id };
  });
}

function otherAddress(personId: string): ConflictError {
  return new ConflictError(`Another address of ${personId} was shown than the one on record.`, {
    userMessage: 'L’adresse a changé entre-temps : rien n’est parti. Regardez la nouvelle, puis recommencez.',
  });
}

function orderedAlready(personId: string): ConflictError {
  return new ConflictError(`The same is ordered for ${personId} already.`, {
    userMessage: 'C’est déjà demandé : le programme s’en occupe.',
  });
}
