import type { PoFile } from '@guichet/shared/contracts/pos';
import { useMemo } from 'react';
import { roleLanes } from './role-lanes.ts';
import { RoleTable } from './role-table.tsx';
import { RoleTimeline } from './role-timeline.tsx';

/** Roles through the years, drawn and in a table. */
export function RoleSection({ file }: { file: PoFile }) {
  const lanes = useMemo(() => roleLanes(file.members), [file.members]);
  if (lanes.length === 0) return null;
  return (
    <section aria-labelledby="file-roles" className="file-roles">
      <h2 id="file-roles">Rôles au fil du temps</h2>
      <RoleTimeline lanes={lanes} file={file} />
      <RoleTable lanes={lanes} />
    </section>
  );
}
