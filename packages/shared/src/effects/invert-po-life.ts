import { dayBefore, formatDate } from '../domain/dates.ts';
import type { EffectKind } from './effect.ts';
import type { Inverse, Invert } from './invert-effect.ts';

const NOTHING: Inverse = { effects: [] };
const cannot = (why: string): Inverse => ({ effects: [], cannot: why });

type LifeKind = Extract<
  EffectKind,
  | 'found-po'
  | 'close-po'
  | 'reopen-po'
  | 'announce-number'
  | 'withdraw-number'
  | 'transfer-school'
  | 'announce-transfer'
  | 'withdraw-transfer'
>;

/** How the end of a PO and the ways of its schools are taken back. */
export const LIFE_INVERSES: { [K in LifeKind]: Invert<K> } = {
  // Nothing is deleted: a PO that was founded by mistake closes, once nothing is in it.
  'found-po': ({ poId, on, name }, _, { world, today }) => {
    const po = world.pos[poId];
    if (!po || po.closedOn !== undefined) return NOTHING;
    const lives =
      Object.values(world.mandates).some((mandate) => mandate.poId === poId && !mandate.annulled) ||
      Object.values(world.schools).some((school) => school.poId === poId || school.next?.poId === poId);
    if (lives) return cannot(`${name} a déjà des membres ou des écoles : fermez-le plutôt.`);
    const eve = dayBefore(today);
    return { effects: [{ kind: 'close-po', poId, on: on > eve ? on : eve, mergedInto: null }] };
  },
  'close-po': ({ poId, on, mergedInto }, _, { world }) => {
    const po = world.pos[poId];
    if (po?.closedOn === undefined) return NOTHING;
    if (po.closedOn !== on || (po.mergedInto ?? null) !== mergedInto)
      return cannot(`La fermeture de ${po.name} a changé depuis.`);
    return { effects: [{ kind: 'reopen-po', poId, closedOn: on, mergedInto }] };
  },
  'reopen-po': ({ poId, closedOn, mergedInto }, _, { world }) => {
    const po = world.pos[poId];
    if (po?.closedOn !== undefined) return cannot(`${po.name} a été fermé à nouveau depuis.`);
    return { effects: [{ kind: 'close-po', poId, on: closedOn, mergedInto }] };
  },
  'announce-number': ({ poId, from: former, number, on }, _, { world }) => {
    const po = world.pos[poId];
    if (po?.nextNumber?.number === number && po.nextNumber.on === on)
      return { effects: [{ kind: 'withdraw-number', poId, number, on }] };
    if (po?.nextNumber) return cannot(`Un autre numéro d’entreprise est annoncé depuis pour ${po.name}.`);
    // The day has come: the number is the PO's by now.
    if (po?.enterpriseNumber !== number) return NOTHING;
    return {
      effects: [{ kind: 'set-po-field', poId, field: 'enterpriseNumber', from: number, to: former, on }],
    };
  },
  'withdraw-number': ({ poId, number, on }, _, { world, today }) => {
    const po = world.pos[poId];
    if (!po || po.nextNumber || po.enterpriseNumber === number) return NOTHING;
    if (on > today) return { effects: [{ kind: 'announce-number', poId, from: po.enterpriseNumber, number, on }] };
    const { enterpriseNumber: from } = po;
    return { effects: [{ kind: 'set-po-field', poId, field: 'enterpriseNumber', from, to: number, on }] };
  },
  'transfer-school': ({ schoolId, fromPoId, toPoId, on }, _, { world }) => {
    const school = world.schools[schoolId];
    if (school?.poId === fromPoId) return NOTHING;
    if (school?.poId !== toPoId || school.next)
      return cannot(`L’école ${school?.name ?? ''} est passée depuis à un troisième PO.`);
    const closed = world.pos[fromPoId]?.closedOn;
    if (closed !== undefined)
      return cannot(`L’école ${school.name} ne revient pas : le PO d’où elle venait ferme le ${formatDate(closed)}.`);
    return { effects: [{ kind: 'transfer-school', schoolId, fromPoId: toPoId, toPoId: fromPoId, on }] };
  },
  'announce-transfer': ({ schoolId, toPoId, on }, { before }, { world }) => {
    const school = world.schools[schoolId];
    if (school?.next?.poId === toPoId && school.next.on === on)
      return { effects: [{ kind: 'withdraw-transfer', schoolId, toPoId, on }] };
    const from = before && 'fase' in before ? before.poId : null;
    if (school?.next || school?.poId !== toPoId || from === null) return NOTHING;
    return { effects: [{ kind: 'transfer-school', schoolId, fromPoId: toPoId, toPoId: from, on }] };
  },
  'withdraw-transfer': ({ schoolId, toPoId, on }, _, { world, today }) => {
    const school = world.schools[schoolId];
    if (!school || school.next || school.poId === toPoId) return NOTHING;
    if (on > today) return { effects: [{ kind: 'announce-transfer', schoolId, toPoId, on }] };
    return { effects: [{ kind: 'transfer-school', schoolId, fromPoId: school.poId, toPoId, on }] };
  },
};
