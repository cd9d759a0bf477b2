import { EditAct } from './edit-act.tsx';

/** What staff may change about one role of a member. `about`: "Trésorier·ère, Jeanne Lambert". */
export function RoleActs({ roleId, about, over }: { roleId: string; about: string; over: boolean }) {
  return (
    <div className="edit-acts">
      <EditAct kind="set-role-dates" id={roleId} label="Dates" about={about} look="plain" />
      {!over && <EditAct kind="end-role" id={roleId} label="Terminer" about={about} look="plain" />}
      <EditAct kind="annul-role" id={roleId} label="Annuler" about={about} look="plain" />
    </div>
  );
}
