import { typeset } from '@guichet/shared/ui/typeset';
import { useMatches } from '@tanstack/react-router';
import { ACTION_GROUPS, ACTION_IDS, type ActionGroup, actionText } from './action-catalogue.ts';
import { KeyCaps } from './action-button.tsx';
import { Dialog } from './dialog.tsx';
import { type ScreenHelp, type ScreenKey, screenHelpAt } from './screen-help.ts';

/** What one asks on this screen, every shortcut, and the two things that newcomers ask everywhere. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const screen = useMatches({ select: (matches) => screenHelpAt(matches.at(-1)?.fullPath ?? '') });
  return (
    <Dialog title="Aide" onClose={onClose} wide>
      {screen && <OnThisScreen {...screen} />}
      <h3>Au clavier</h3>
      {(Object.keys(ACTION_GROUPS) as ActionGroup[]).map((group) => (
        <KeyList key={group} group={group} />
      ))}
      <p className="muted small">
        Ces touches se taisent pendant que vous écrivez. Dans une fenêtre, <kbd>Ctrl</kbd> <kbd>Entrée</kbd> envoie le
        texte et <kbd>Échap</kbd> ferme sans rien perdre.
      </p>
      <h3>Approuvée, puis appliquée</h3>
      <p>
        Approuver, c’est décider. Le changement est écrit dans la base quelques secondes plus tard : d’ici là, vous
        pouvez annuler. La demande passe alors d’« approuvée » à « appliquée », et les mails partent.
      </p>
      <h3>En échec</h3>
      <p>
        Les données ont changé entre la décision et l’application, ou une erreur est survenue : rien n’a été écrit. La
        demande revient en haut de la liste, avec la raison.
      </p>
      <p className="muted small">
        Pour les informaticiens : <a href="/api/openapi.json">ce que ces écrans appellent</a> (OpenAPI 3.1).
      </p>
    </Dialog>
  );
}

function OnThisScreen({ title, about, asked, keys }: ScreenHelp) {
  return (
    <>
      <h3>{title}</h3>
      <p>{typeset(about)}</p>
      <dl className="asked">
        {asked.map(({ question, answer }) => (
          <div key={question}>
            <dt>{typeset(question)}</dt>
            <dd>{typeset(answer)}</dd>
          </div>
        ))}
      </dl>
      {keys && <ScreenKeys keys={keys} />}
    </>
  );
}

function ScreenKeys({ keys }: { keys: readonly ScreenKey[] }) {
  return (
    <section aria-labelledby="keys-screen">
      <h4 id="keys-screen">Au clavier, dans le texte</h4>
      <dl className="keys">
        {keys.map(({ caps, does }) => (
          <div key={does}>
            <dt>
              {caps.map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function KeyList({ group }: { group: ActionGroup }) {
  const ids = ACTION_IDS.filter((id) => actionText(id).group === group && actionText(id).keys !== undefined);
  return (
    <section aria-labelledby={`keys-${group}`}>
      <h4 id={`keys-${group}`}>{ACTION_GROUPS[group]}</h4>
      <dl className="keys">
        {ids.map((id) => (
          <div key={id}>
            <dt>
              <KeyCaps of={id} />
            </dt>
            <dd>{actionText(id).label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
