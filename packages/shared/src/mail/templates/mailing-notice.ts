import { readVariables } from '../../domain/mailings/mailing-variables.ts';
import type { MailingStage } from '../../domain/mailings/mailing-stages.ts';
import { type MailTemplate, needed } from './template.ts';

const SAID: Record<MailingStage, { title: string; said: string; act: string }> = {
  submitted: {
    title: 'Un courrier à relire',
    said: 'Un courrier attend une deuxième paire d’yeux. Il part quand un·e collègue l’approuve.',
    act: 'Relire le courrier',
  },
  approved: {
    title: 'Votre courrier est approuvé',
    said: 'Un·e collègue a relu votre courrier et l’a approuvé. Il part au moment prévu.',
    act: 'Suivre le courrier',
  },
  'sent-back': {
    title: 'Un courrier à reprendre',
    said: 'Un·e collègue a relu votre courrier et demande un changement. Il est de nouveau un brouillon.',
    act: 'Reprendre le courrier',
  },
  nobody: {
    title: 'Un courrier n’est pas parti',
    said: 'Au moment de partir, ce courrier n’avait personne à qui écrire. Rien n’est parti ; il est de nouveau un brouillon.',
    act: 'Revoir les destinataires',
  },
};

/** Tells staff what became of a mailing that they wrote, or that waits for them. */
export const mailingNotice: MailTemplate = (facts) => {
  const { stage, subject, remark } = needed(facts.mailing, 'mailing');
  const { title, said, act } = SAID[stage];
  return {
    subject: `Guichet PO : ${title.toLowerCase()}`,
    title,
    paragraphs: [said],
    facts: [
      { label: 'Objet du courrier', value: readVariables(subject) },
      ...(remark === null ? [] : [{ label: 'Remarque', value: remark }]),
    ],
    action: { label: act, href: needed(facts.link, 'link') },
    notes: [],
  };
};
