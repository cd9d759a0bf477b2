import { email, field, line, NAME_LENGTH, type Parsed, paragraph } from '@guichet/shared/request-types/form-schema';
import * as z from 'zod/mini';
import type { StepForm } from './step-form.ts';

export type Submitter = { name: string; email: string; function: string; message: string; privacyRead: true };

const read = field(
  z._default(z.string(), ''),
  (text): Parsed<true> =>
    text === ''
      ? { ok: false, message: 'Cochez la case pour dire que vous avez lu la notice.' }
      : { ok: true, value: true },
);

/** Who sends the envoi. */
export const submitterForm = {
  form: z.object({
    name: line('Indiquez votre prénom et votre nom.', NAME_LENGTH),
    email: email('Indiquez votre adresse mail : la référence y sera envoyée.'),
    function: line('Indiquez votre fonction dans le PO.', NAME_LENGTH),
    message: paragraph(),
    privacyRead: read,
  }),
  groups: [
    {
      id: 'you',
      title: '',
      fields: [
        { kind: 'text', name: 'name', label: 'Votre prénom et votre nom', autocomplete: 'name' },
        {
          kind: 'email',
          name: 'email',
          label: 'Votre adresse mail',
          hint: 'Elle reçoit la référence et le lien de suivi, rien d’autre.',
          autocomplete: 'email',
        },
        {
          kind: 'text',
          name: 'function',
          label: 'Votre fonction dans le PO',
          hint: 'Par exemple présidente, secrétaire ou directeur.',
          autocomplete: 'organization-title',
          width: 'medium',
        },
        {
          kind: 'textarea',
          name: 'message',
          label: 'Message au secrétariat',
          hint: 'Ce qu’il est utile de savoir en plus.',
          optional: true,
          rows: 4,
        },
      ],
    },
    {
      id: 'privacy',
      title: 'Vie privée',
      fields: [{ kind: 'checkbox', name: 'privacyRead', label: 'J’ai lu la notice «\u00a0Vie privée\u00a0»' }],
    },
  ],
} satisfies StepForm<Submitter>;
