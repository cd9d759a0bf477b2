import { MAILING_KIND_NAMES, MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { SettingRoom } from './setting-room.tsx';

/** How fast mailings leave, whom they go to where nobody reachable holds a role, and of which kinds they are. */
export function MailingSettingsPage() {
  return (
    <AdministratorsOnly title="Courriers">
      <p className="muted">
        Le rythme auquel les courriers partent, à qui écrire à défaut, et ce qui peut être quitté.
      </p>
      <SettingRoom room="mailings" />
      <Kinds />
    </AdministratorsOnly>
  );
}

/** They are part of the programme: what may be left, and why the rest may not, is the same for everybody. */
function Kinds() {
  return (
    <section className="setting-group" aria-labelledby="genres-titre">
      <h2 id="genres-titre">Genres de courriers</h2>
      <p className="muted">Chaque courrier a un genre, choisi à l’étape « Message ».</p>
      <ul className="settings">
        {MAILING_KIND_NAMES.map((name) => {
          const { label, explanation, leaving } = MAILING_KINDS[name];
          return (
            <li key={name}>
              <h3>{label}</h3>
              <p>{explanation}</p>
              <p className="muted small">
                {leaving.may
                  ? 'On peut s’en désinscrire, d’un clic dans le mail ou dans l’extranet.'
                  : `On ne peut pas s’en désinscrire. Le mail le dit : « ${leaving.why} »`}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
