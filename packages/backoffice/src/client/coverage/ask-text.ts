import type { MailingChanges } from '@guichet/shared/contracts/mailing-view';
import { de } from '@guichet/shared/domain/elision';
import { type Uncovered, uncoveredPos } from '@guichet/shared/domain/mailings/uncovered-pos';
import { ROLE_FUNCTIONS, ROLE_LABELS, type Role } from '@guichet/shared/domain/roles';

type Paragraph = { type: 'paragraph'; content: ({ type: 'text'; text: string } | Variable)[] };
type Variable = { type: 'variable'; attrs: { name: 'first-name' | 'po' } };

const text = (words: string) => ({ type: 'text' as const, text: words });
const variable = (name: 'first-name' | 'po'): Variable => ({ type: 'variable', attrs: { name } });
const paragraph = (...content: Paragraph['content']): Paragraph => ({ type: 'paragraph', content });

/**
 * A mailing that asks POs who holds a role that nobody reachable holds: to their presidents, or whom one writes to failing
 * these. A PO that has answered before it leaves is not asked. The words are a proposal.
 */
export function askWho(role: Role, narrowed: Uncovered, ofPresident: readonly Role[]): MailingChanges {
  const chain = [...new Set<Role>(['president', ...ofPresident])].filter((one) => one !== role);
  const asked = `le rôle ${de(ROLE_FUNCTIONS[role])}`;
  return {
    kind: 'register',
    subject: `Qui exerce ${asked} dans votre PO ?`,
    criteria: {
      ...{ roles: [role], pos: uncoveredPos(role, narrowed), day: null, include: [], exclude: [] },
      fallbacks: [{ role, chain }],
    },
    body: {
      type: 'doc',
      content: [
        paragraph(text('Bonjour '), variable('first-name'), text(',')),
        paragraph(
          text(
            `Dans la base de données des PO, nous ne connaissons personne de joignable par mail pour ${asked} dans votre PO (`,
          ),
          variable('po'),
          text(').'),
        ),
        paragraph(
          text(
            `Pouvez-vous nous dire qui l’exerce (${ROLE_LABELS[role]}), depuis quand, et à quelle adresse mail lui écrire ? Le formulaire de changement le demande en quelques minutes. Si personne ne l’exerce encore, dites-le-nous aussi.`,
          ),
        ),
        paragraph(
          text('Les courriers qui concernent ce rôle arriveront alors à la bonne personne, sans passer par vous.'),
        ),
        paragraph(text('Merci, et bien à vous.')),
      ],
    },
  };
}
