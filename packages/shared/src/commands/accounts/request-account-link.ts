import { sql } from 'drizzle-orm';
import { memberAccount } from '../../db/tables/member-account.ts';
import { emailKey } from '../../domain/email.ts';
import { inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { actorOf, type LinkContext, readAccount } from './account-context.ts';
import { sendLink } from './send-link.ts';

/**
 * Sends the link that lets a forgotten password be replaced, or that signs in once; who never activated the account
 * gets the activation again. Answers nothing: whoever asks learns nothing about the address.
 */
export async function requestAccountLink(
  ctx: LinkContext,
  input: { email: string; purpose: 'password-reset' | 'sign-in' },
): Promise<void> {
  const [row] = await ctx.db
    .select({ id: memberAccount.id })
    .from(memberAccount)
    .where(sql`lower(${memberAccount.email}) = ${emailKey(input.email)}`);
  const account = await readAccount(ctx.db, row?.id ?? null);
  if (!account || account.state === 'waiting' || account.deceased) return;
  const purpose = account.state === 'invited' ? 'activation' : input.purpose;
  const actor = actorOf(account);
  await inTransaction({ ...ctx, actor }, async ({ db }) => {
    if (!(await sendLink(db, ctx, account, purpose))) return;
    // Not the member's own doing for certain: anybody can type an address.
    await writeAudit(db, { kind: 'system', id: null, label: 'Extranet' }, ctx.now(), [
      { action: `send-${purpose}-link`, subject: { type: 'account', id: account.id } },
    ]);
  });
}
