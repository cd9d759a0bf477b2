import { randomUUID } from 'node:crypto';
import { staffTask } from '@guichet/shared/db/tables/staff-task';
import type { Role } from '@guichet/shared/domain/roles';
import type { TestOffice } from './office-rig.ts';
import { newcomer, noPoChange } from './samples.ts';

/** A morning's queue: requests of every kind and state, in a few POs with their members. */
export async function writeScenario(office: TestOffice) {
  const { build, rig, arrive, database } = office;
  const sql = database.sql('migrator');
  const exemple = await build.po({
    name: 'Institut Saint-Exemple ASBL',
    fase: 910_101,
    locality: 'Ciney',
    postcode: '5590',
  });
  const maquette = await build.po({
    name: 'Collège de la Maquette',
    fase: 910_102,
    locality: 'Dinant',
    postcode: '5500',
  });
  const croquis = await build.po({
    name: 'Pouvoir organisateur des écoles libres du Croquis et de la Haute-Esquisse',
    fase: 910_103,
    locality: 'Bastogne',
    postcode: '6600',
    enterpriseNumber: '0123456749',
  });
  await build.school(exemple.id, { name: 'École fondamentale Saint-Exemple', level: 'Fondamental', locality: 'Ciney' });
  await build.school(exemple.id, { name: 'Institut technique Saint-Exemple', level: 'Secondaire', locality: 'Ciney' });

  const since = (from: string) => ({ from, to: null });
  const member = async (
    poId: string,
    firstName: string,
    lastName: string,
    birthDate: string,
    roles: Role[],
    from = '2021-09-01',
  ) => {
    const email = `${firstName}.${lastName}@membres.example`
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z.@]/g, '');
    const person = await build.person({
      firstName,
      lastName,
      birthDate,
      email,
      phone: '+3281223344',
      street: 'Rue de la Gare',
      number: '3',
      postcode: '5590',
      locality: 'Ciney',
    });
    const held = await build.mandate(person.id, poId, since(from), roles);
    await build.account(person.id, email);
    return { person, held, email };
  };
  const marie = await member(exemple.id, 'Marie', 'Modèle', '1958-02-11', ['president']);
  await member(exemple.id, 'Paul', 'Exemple', '1962-07-30', ['treasurer', 'administrator']);
  await member(exemple.id, 'Anne', 'Maquet', '1975-12-01', ['secretary', 'po-referent']);
  await member(exemple.id, 'Jean-Baptiste', 'Vandenberghe', '1980-03-17', ['administrator']);
  const luc = await member(maquette.id, 'Luc', 'Essai', '1969-05-05', ['president', 'administrator']);
  await member(maquette.id, 'Jeanne', 'Lambert', '1971-05-04', ['administrator']);
  await member(croquis.id, 'Claire', 'Dupont', '1966-01-20', ['president']);
  await member(croquis.id, 'Claire', 'Dupond', '1967-10-02', ['administrator']);

  const byMarie = { submitter: { name: 'Marie Modèle', email: marie.email, function: 'Présidente' } };
  const byLuc = { submitter: { name: 'Luc Essai', email: luc.email, function: 'Président' } };
  const removal = { email: null, birthDate: null, reason: 'resignation' };

  // Each with its age in days, so that the queue has a past.
  const send = async (daysAgo: number, confirmed: boolean, ...args: Parameters<typeof rig.submit>) => {
    const id = await rig.submit(...args);
    await sql`update submission set created_at = now() - ${daysAgo} * interval '1 day',
      email_confirmed_at = case when ${confirmed} then now() end
      where id = (select submission_id from change_request where id = ${id})`;
    await sql`update change_request set created_at = now() - ${daysAgo} * interval '1 day' where id = ${id}`;
    await sql`update request_event set at = now() - ${daysAgo} * interval '1 day' where request_id = ${id}`;
    await arrive(id);
    return id;
  };

  const failed = await send(
    7,
    true,
    'new-member',
    {
      ...newcomer,
      firstName: 'Béatrice',
      lastName: 'Collard',
      birthDate: '1979-08-09',
      email: 'beatrice.collard@membres.example',
      roles: ['administrator'],
    },
    maquette.id,
    byLuc,
  );
  await rig.approve(failed);
  await sql`update change_request set state = 'failed', version = version + 1, failure = ${JSON.stringify({
    code: 'stale-plan',
    message: 'Les données ont changé depuis l’approbation : ce qui était prévu ne tient plus.',
    at: new Date().toISOString(),
  })}::text::jsonb where id = ${failed}`;
  await sql`update decision set settled_at = now(), outcome = 'failed' where request_id = ${failed}`;

  const newMember = await send(
    6,
    true,
    'new-member',
    { ...newcomer, email: 'jeanne.lambert@nouveau.example', startDate: '2026-09-01' },
    exemple.id,
    {
      ...byMarie,
      message: 'Élue à l’assemblée générale du 12 juin, merci d’avance.\nLe procès-verbal suit par la poste.',
    },
  );
  const simple = await send(
    4,
    true,
    'new-member',
    {
      ...newcomer,
      firstName: 'Thérèse',
      lastName: 'Noël',
      birthDate: '1983-04-21',
      email: 'therese.noel@membres.example',
      roles: ['prevention-adviser'],
    },
    exemple.id,
    byMarie,
  );
  const leaving = await send(
    3,
    true,
    'removal',
    { ...removal, firstName: 'Paul', lastName: 'Exemple', endDate: '2026-08-31' },
    exemple.id,
    byMarie,
  );
  const ambiguous = await send(
    3,
    false,
    'removal',
    { ...removal, firstName: 'Claire', lastName: 'Dupon', endDate: '2026-06-30' },
    croquis.id,
    {
      submitter: { name: 'Georges Inconnu', email: 'georges@ailleurs.example', function: 'Secrétaire' },
    },
  );
  const typedPo = await send(
    2,
    false,
    'new-member',
    {
      ...newcomer,
      firstName: 'Odile',
      lastName: 'Petit',
      birthDate: '1990-10-10',
      email: 'odile.petit@membres.example',
    },
    null,
    {
      poTyped: { name: 'Ecoles du Croqui', address: 'Bastogne' },
      submitter: { name: 'Simon Petit', email: 'simon.petit@membres.example', function: 'Administrateur' },
    },
  );
  const poChange = await send(
    1,
    true,
    'po-change',
    {
      ...noPoChange,
      name: 'Institut Saint-Exemple et Sainte-Démo ASBL',
      contactEmail: 'secretariat@saint-exemple.example',
    },
    exemple.id,
    byMarie,
  );
  const freeText = await send(
    0,
    true,
    'po-change',
    {
      ...noPoChange,
      other: 'L’implantation de la rue Haute devient un internat à partir de septembre. Que devons-nous changer ?',
    },
    maquette.id,
    byLuc,
  );

  const applied = await send(
    9,
    true,
    'new-member',
    {
      ...newcomer,
      firstName: 'Hugo',
      lastName: 'Lejeune',
      birthDate: '1994-11-03',
      email: 'hugo.lejeune@membres.example',
      roles: ['pdp-referent'],
    },
    exemple.id,
    byMarie,
  );
  await rig.approveAndApply(applied);

  await database.db('migrator').insert(staffTask).values({
    kind: 'work-dead',
    ref: randomUUID(),
    reason: 'Un travail automatique (close-account) n’a pas abouti après 12 essais : 23505.',
    regionId: office.secretariat.actor.regionId,
  });
  return {
    exemple,
    maquette,
    croquis,
    failed,
    newMember,
    simple,
    leaving,
    ambiguous,
    typedPo,
    poChange,
    freeText,
    applied,
  };
}
