import { eq } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { submission } from '../db/tables/submission.ts';
import type { TestDatabase } from './database.ts';
import { inventedMember } from './invented-member.ts';
import type { registerBuilder } from './register-builder.ts';
import type { requestRig } from './request-rig.ts';

type Place = {
  database: TestDatabase;
  build: ReturnType<typeof registerBuilder>;
  rig: Pick<ReturnType<typeof requestRig>, 'submit'>;
  /** The type of requests that bring a new member. */
  type: string;
};

/** New members, told by the confirmed president of the PO: requests in which nothing asks for a second look. */
export async function cleanRequests({ database, build, rig, type }: Place, pos: number) {
  const homes: { poId: string; submitter: { name: string; email: string; function: string } }[] = [];
  for (let n = 0; n < pos; n += 1) {
    const { id: poId } = await build.po();
    const email = `presidence-${n}@po.example`;
    const president = await build.person({ firstName: 'Marie', lastName: `Présidente ${n}`, email });
    await build.mandate(president.id, poId, { from: '2020-01-01', to: null }, ['president', 'administrator']);
    homes.push({ poId, submitter: { name: `Marie Présidente ${n}`, email, function: 'Présidente' } });
  }
  const db = database.db('migrator');
  return {
    poIds: homes.map(({ poId }) => poId),
    /** Resolves with the request; the number makes the person, and the PO in turn. */
    async submit(n: number, more: Record<string, unknown> = {}): Promise<{ requestId: string; version: number }> {
      const home = homes[n % homes.length];
      if (!home) throw new Error('There is no PO.');
      const payload = { ...inventedMember(n), ...more };
      const requestId = await rig.submit(type, payload, home.poId, { submitter: home.submitter });
      const [row] = await db.select().from(changeRequest).where(eq(changeRequest.id, requestId));
      await db
        .update(submission)
        .set({ emailConfirmedAt: new Date() })
        .where(eq(submission.id, row?.submissionId ?? ''));
      return { requestId, version: 1 };
    },
  };
}
