import type { MemberView } from '@guichet/shared/contracts/pos';
import { Tag } from '@guichet/shared/ui/tag';
import { useLocation } from '@tanstack/react-router';
import { MemberActs } from '../edits/member-acts.tsx';
import { RoleActs } from '../edits/role-acts.tsx';
import { FactList } from './fact-list.tsx';

/** A member: name and roles at a glance, the rest on demand, or at once for whom the address names. */
export function MemberCard({ poId, member }: { poId: string; member: MemberView }) {
  const isMeant = useLocation({ select: ({ hash }) => hash === `personne-${member.personId}` });
  const { name, roles, period, deceased, account, origin, facts, personId, mandateId, when } = member;
  return (
    <li className="member" id={`personne-${member.personId}`}>
      <details open={isMeant}>
        <summary>
          <span className="member-name">{name}</span>
          <span className="tags">
            {deceased && <Tag>décédé·e</Tag>}
            {roles
              .filter(({ when }) => when !== 'past')
              .map((role) => (
                <Tag key={role.label} kind={role.when === 'present' ? 'accent' : 'plain'}>
                  {role.when === 'future' ? `${role.label}, ${role.period}` : role.label}
                </Tag>
              ))}
          </span>
          <span className="muted small member-period">{period}</span>
        </summary>
        <FactList
          facts={[
            ...facts,
            { label: 'Mandat', value: period, origin },
            ...roles.map((role) => ({
              ...{ label: role.label, value: role.period, origin: role.origin },
              acts: <RoleActs roleId={role.id} about={`${role.label}, ${name}`} over={role.when === 'past'} />,
            })),
            { label: 'Compte extranet', value: account, origin: null },
          ]}
        />
        <MemberActs {...{ personId, mandateId, poId, name, deceased }} over={when === 'past'} />
      </details>
    </li>
  );
}
