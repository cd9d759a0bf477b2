import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import { DayChoice } from './day-choice.tsx';
import { PeopleChoice } from './people-choice.tsx';
import { PoChoice } from './po-choice.tsx';
import { RoleChoice } from './role-choice.tsx';

export type AudienceEditorProps = {
  criteria: AudienceCriteria;
  /** What changes; null: it can only be read. */
  onChange: ((change: Partial<AudienceCriteria>) => void) | null;
};

/** Whom a mailing is for: roles, with whom to write to failing them, POs, the day, and people one by one. */
export function AudienceEditor(props: AudienceEditorProps) {
  return (
    <div className="audience-editor">
      <RoleChoice {...props} />
      <PoChoice {...props} />
      <DayChoice {...props} />
      <PeopleChoice {...props} />
    </div>
  );
}
