import * as z from 'zod/mini';
import type { EditKind } from '../edit-kind.ts';
import { targetPerson } from '../edit-target.ts';

const values = z.strictObject({});

/** A death was recorded by mistake. */
export const undoDeath: EditKind<z.infer<typeof values>> = {
  title: 'Cette personne n’est pas décédée',
  explanation: 'Le décès a été noté par erreur. Les mandats qu’il a terminés restent terminés : corrigez leurs dates.',
  on: 'person',
  needsReason: true,
  groups: [],
  form: values,
  values,
  toForm: () => ({}),
  sentence: (_, { name }) => `Noter que ${name} n’est pas décédé·e`,
  answers: (_, { name }) => [['Décès', 'deceased', `noté par erreur pour ${name}`]],
  plan: (_, step) => {
    const person = targetPerson(step);
    if (!person) return;
    if (!person.deceased) {
      step.draft.find('blocking', 'not-deceased', `${step.target.name} n’est pas noté·e comme décédé·e.`);
      return;
    }
    step.draft.add({ kind: 'unmark-deceased', personId: person.id });
    step.draft.find('info', 'mandates-stay-ended', 'Les mandats que le décès a terminés restent terminés.', {
      detail: 'Corrigez leurs dates ensuite : le compte sera alors rouvert.',
    });
  },
};
