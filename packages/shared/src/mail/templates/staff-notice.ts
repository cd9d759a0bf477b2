import { formatReference } from '../../domain/reference.ts';
import type { NoticeKind } from '../../domain/notices.ts';
import { type MailTemplate, needed } from './template.ts';

const SAID: Record<NoticeKind, string> = {
  new: 'Une demande est arrivée.',
  corrected: 'L’auteur d’une demande a répondu à la question du secrétariat.',
  failed: 'Une demande approuvée n’a pas pu être appliquée. Elle vous attend en tête de la liste.',
  mentioned: 'Quelqu’un vous mentionne dans une note.',
  old: 'Une demande attend depuis longtemps.',
  released: 'La personne qui s’occupait d’une demande a quitté l’équipe. La demande n’est plus à personne.',
};

const CHOOSE = 'Vous choisissez vos avis dans le guichet, à la page « Mes avis ».';

/** One thing that somebody of the secretariat wanted to know at once. */
export const staffNotice: MailTemplate = (facts) => {
  const [told] = facts.notices;
  const { kind, label, what, reference } = needed(told ?? null, 'notice');
  return {
    subject: `Guichet PO : ${label.toLowerCase()} (${formatReference(reference)})`,
    title: label,
    paragraphs: [SAID[kind]],
    facts: [
      { label: 'Référence', value: formatReference(reference) },
      { label: 'Demande', value: what },
    ],
    action: { label: 'Ouvrir la demande', href: needed(facts.link, 'link') },
    notes: [CHOOSE],
  };
};

/** Named one by one; the rest is a number. */
const NAMED = 25;

/** What happened since the last morning mail. */
export const staffDigest: MailTemplate = (facts) => {
  const { notices } = facts;
  if (notices.length === 0) throw new Error('This mail cannot be written without its notices.');
  const several = notices.length > 1;
  const more = notices.length - NAMED;
  return {
    subject: `Guichet PO : ${several ? `${notices.length} avis` : 'un avis'} ce matin`,
    title: 'Vos avis de ce matin',
    paragraphs: [several ? 'Voici ce qui vous attend :' : 'Voici ce qui vous attend.'],
    facts: [
      ...notices
        .slice(0, NAMED)
        .map(({ label, what, reference }) => ({ label, value: `${what} (${formatReference(reference)})` })),
      ...(more > 0 ? [{ label: 'Et aussi', value: more === 1 ? 'un autre avis' : `${more} autres avis` }] : []),
    ],
    action: { label: 'Ouvrir le guichet', href: needed(facts.link, 'link') },
    notes: [CHOOSE],
  };
};
