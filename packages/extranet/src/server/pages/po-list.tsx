import type { MemberPo } from '@guichet/shared/auth/member-access';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';

/** The POs of a member, each leading to its file. */
export function PoList({ pos }: { pos: readonly MemberPo[] }) {
  return (
    <ul className="doors">
      {pos.map((po) => (
        <li key={po.poId}>
          <a className="door" href={`/dossier/${po.fase}`}>
            <span className="door-title">{po.name}</span>
            <span className="door-note">
              {po.roles.length > 0 ? po.roles.map((role) => ROLE_LABELS[role]).join(', ') : 'Membre'}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
