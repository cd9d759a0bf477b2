import type { MemberView } from '@guichet/shared/contracts/pos';
import { Tag } from '@guichet/shared/ui/tag';
import { FactList } from './fact-list.tsx';

/** A member: name and roles at a glance, the rest on demand. */
export function MemberCard({ member }: { member: MemberView }) {
  const { name, roles, period, deceased, account, origin, facts } = member;
  return (
    <li className="member">
      <details>
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
            ...roles.map((role) => ({ label: role.label, value: role.period, origin: role.origin })),
            { label: 'Compte extranet', value: account, origin: null },
          ]}
        />
      </details>
    </li>
  );
}
