import { AdministratorsOnly } from '../administrators-only.tsx';
import { SettingRoom } from './setting-room.tsx';

/** Whom mailings go to where nobody reachable holds a role. */
export function MailingSettingsPage() {
  return (
    <AdministratorsOnly title="Courriers">
      <p className="muted">
        À qui écrire, à défaut, dans un PO où personne de joignable n’exerce un rôle. Proposé dans les nouveaux
        courriers.
      </p>
      <SettingRoom room="mailings" />
    </AdministratorsOnly>
  );
}
