import { BackLink } from '@guichet/shared/ui/back-link';
import { Icon } from '@guichet/shared/ui/icon';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { ProgressSteps } from '@guichet/shared/ui/progress-steps';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { STEPS } from '../../form/step-view.tsx';

export type MembersPageProps = {
  caption: string;
  title: string;
  backHref: string;
  members: readonly { name: string; href: string }[];
  otherHref: string;
};

/** Which member of the PO is it about? */
export function MembersPage({ caption, title, backHref, members, otherHref }: MembersPageProps) {
  return (
    <>
      <BackLink href={backHref} />
      <ProgressSteps current={2} total={STEPS} label="la demande" />
      <PageTitle caption={caption}>{title}</PageTitle>
      <ul className="doors">
        {members.map(({ name, href }) => (
          <li key={href}>
            <a href={href}>
              <span>
                <strong>{name}</strong>
              </span>
              <Icon of={ChevronRight} className="door-arrow" />
            </a>
          </li>
        ))}
      </ul>
      <p className="not-listed">
        <a href={otherHref}>Quelqu’un d’autre</a>
      </p>
    </>
  );
}
