import { AdministratorsOnly } from '../administrators-only.tsx';
import { SettingRoom } from './setting-room.tsx';

/** What is said in the name of the secretariat. */
export function TextsPage() {
  return (
    <AdministratorsOnly title="Textes">
      <p className="muted">
        Ce que le formulaire, l’extranet et les mails disent au nom du secrétariat. Un changement se voit tout de suite.
      </p>
      <SettingRoom room="texts" />
    </AdministratorsOnly>
  );
}
