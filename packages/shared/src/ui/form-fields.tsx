import ChevronRight from 'lucide-react/icons/chevron-right';
import { type ReactNode, useRef } from 'react';
import type { Issue } from '../errors/errors.ts';
import type { Field, FieldGroup, FormValues } from '../request-types/fields.ts';
import { type Bind, type Controls, FieldControl, type SchoolOption } from './field-control.tsx';
import { isAnswered, issueOf } from './field-issues.tsx';
import { Icon } from './icon.tsx';

export type FormFieldsProps = {
  groups: readonly FieldGroup[];
  values: FormValues;
  issues: readonly Issue[];
  schools: readonly SchoolOption[] | null;
  bind?: Bind | undefined;
  /** What stands below the control of a field: a proposal. */
  after?: ((field: string) => ReactNode) | undefined;
  controls?: Controls | undefined;
  /** What stands above the fields of a group, by its id. */
  asides?: Record<string, ReactNode> | undefined;
};

/** The fields of a page, group by group; what most people leave alone is folded until it holds something. */
export function FormFields({ groups, asides, ...rest }: FormFieldsProps) {
  return groups.map((group, index) => (
    <Group
      key={group.id}
      group={group}
      open={isOpen(group, rest)}
      first={Boolean(group.collapsible) && !groups[index - 1]?.collapsible}
    >
      {asides?.[group.id]}
      {inRows(group.fields).map((row) =>
        row.length === 1 ? (
          <FieldControl key={row[0]?.name} field={row[0] as Field} {...rest} />
        ) : (
          <div key={row[0]?.name} className="pair">
            {row.map((field) => (
              <FieldControl key={field.name} field={field} {...rest} />
            ))}
          </div>
        ),
      )}
    </Group>
  ));
}

function isOpen(group: FieldGroup, { values, issues }: Pick<FormFieldsProps, 'values' | 'issues'>): boolean {
  return isAnswered(group, values) || group.fields.some((field) => issueOf(issues, field) !== undefined);
}

type GroupProps = {
  group: FieldGroup;
  open: boolean;
  /** The first of several that are folded. */
  first: boolean;
  children: ReactNode;
};

function Group({ group, open, first, children }: GroupProps) {
  const titleId = `g-${group.id}`;
  // Once open it stays so: what is emptied again is not folded away under the hands.
  const opened = useRef(open);
  opened.current ||= open;
  const hint = group.hint && <p className="hint">{group.hint}</p>;
  if (group.collapsible) {
    return (
      <>
        {first && <p className="fold-lead">Ouvrez ce qui change, et laissez le reste fermé.</p>}
        <details className="fold" open={opened.current}>
          <summary>
            <Icon of={ChevronRight} />
            <span className="fold-title" id={titleId}>
              {group.title}
            </span>
          </summary>
          <div className="fold-content" role="group" aria-labelledby={titleId}>
            {hint}
            {children}
          </div>
        </details>
      </>
    );
  }
  if (group.title === '') return <div className="group">{children}</div>;
  return (
    <section className="group" aria-labelledby={titleId}>
      <h2 id={titleId}>{group.title}</h2>
      {hint}
      {children}
    </section>
  );
}

/** Two short lines of text after one another stand side by side where there is room: first name and last name. */
function inRows(fields: readonly Field[]): Field[][] {
  const rows: Field[][] = [];
  for (const field of fields) {
    const [before, second] = rows.at(-1) ?? [];
    const pairs = before !== undefined && second === undefined && isShortLine(before) && isShortLine(field);
    if (pairs) rows.at(-1)?.push(field);
    else rows.push([field]);
  }
  return rows;
}

function isShortLine(field: Field): boolean {
  return field.kind === 'text' && field.width === 'medium' && !field.hint;
}
