import type { AudienceCounts } from '../../../src/contracts/audience-preview.ts';
import type { AudienceCriteria } from '../../../src/contracts/mailing-audience.ts';
import type { RecipientObstacle } from '../../../src/domain/mailings/recipient.ts';
import { ROLES, type Role } from '../../../src/domain/roles.ts';
import type { NaivePo, NaiveRecipient } from './naive-audience.ts';

/** The numbers of an audience, counted one by one from who is in it and the POs that fit. */
export function naiveCounts(
  recipients: readonly NaiveRecipient[],
  fitting: readonly NaivePo[],
  { roles }: AudienceCriteria,
): AudienceCounts {
  const written = recipients.filter(({ obstacle }) => obstacle === null);
  const lacking = (wanted: RecipientObstacle) => recipients.filter(({ obstacle }) => obstacle === wanted).length;
  const by = (role: Role, insteadOf: Role | null) => {
    const fits = ({ reasons }: NaiveRecipient) =>
      reasons.filter((reason) => reason.role === role && reason.insteadOf === insteadOf);
    return {
      people: written.filter((one) => fits(one).length > 0).length,
      pos: new Set(written.flatMap(fits).map(({ poId }) => poId)).size,
    };
  };
  const answered = new Set(
    written.flatMap(({ reasons }) => reasons.filter(({ role }) => role !== null).map(({ poId }) => poId)),
  );
  return {
    ...{ written: written.length, presidents: written.filter(({ president }) => president).length },
    ...{ noAddress: lacking('no-address'), suppressed: lacking('suppressed'), left: lacking('left-list') },
    ...{ pos: fitting.length, silentPos: roles.length === 0 ? 0 : fitting.length - answered.size },
    byRole: ROLES.filter((role) => roles.includes(role)).map((role) => ({
      ...{ role, ...by(role, null) },
      instead: ROLES.map((other) => ({ role: other, ...by(other, role) })).filter(({ people }) => people > 0),
    })),
  };
}
