import type { MailFacts } from '../mail-facts.ts';
import { type MailTemplate, needed } from './template.ts';

/** The questions stand in the mail only when the address is confirmed: they may name people. */
export const correctionAsked: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : une question du secrétariat`,
    title: 'Le secrétariat a une question',
    paragraphs: ['Bonjour,', 'Avant de décider, le secrétariat a besoin de votre réponse. Cela prend une minute.'],
    facts: questionFacts(facts, reference),
    ...(facts.link ? { action: { label: 'Répondre', href: facts.link } } : {}),
    notes: ['Tant que vous n’avez pas répondu, votre demande attend.'],
  };
};

export const correctionReminder: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : le secrétariat attend votre réponse`,
    title: 'Le secrétariat attend votre réponse',
    paragraphs: [
      'Bonjour,',
      'Une question vous a été posée sur votre demande, et elle n’a pas encore de réponse.',
      ...(facts.lapsesOn ? [`Sans réponse avant le ${facts.lapsesOn}, la demande sera classée sans suite.`] : []),
    ],
    facts: questionFacts(facts, reference),
    ...(facts.link ? { action: { label: 'Répondre', href: facts.link } } : {}),
    notes: ['Vous ne voulez plus de ce changement ? La même page permet de retirer la demande.'],
  };
};

export const correctionCancelled: MailTemplate = (facts) => {
  const reference = needed(facts.reference, 'reference');
  return {
    subject: `Envoi ${reference} : plus besoin de répondre`,
    title: 'Vous ne devez plus répondre',
    paragraphs: ['Bonjour,', 'Le secrétariat n’a plus besoin de réponse à sa question. Il reprend votre demande.'],
    facts: [
      { label: 'Référence', value: reference },
      ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
    ],
    ...(facts.link ? { action: { label: 'Voir où en est mon envoi', href: facts.link } } : {}),
  };
};

function questionFacts(facts: MailFacts, reference: string) {
  return [
    { label: 'Référence', value: reference },
    ...(facts.sentence ? [{ label: 'Demande', value: facts.sentence }] : []),
    ...facts.questions.map(({ label, message }) => ({ label: label ?? 'Question', value: message })),
  ];
}
