import type { AudienceCriteria } from '../packages/shared/src/contracts/mailing-audience.ts';
import { todayInBrussels } from '../packages/shared/src/domain/dates.ts';
import { ROLES } from '../packages/shared/src/domain/roles.ts';
import { previewAudience } from '../packages/shared/src/reads/mailings/preview-audience.ts';
import type { PageKind } from './measure-pages.ts';

const AIM = 150;
const ALL: AudienceCriteria = { roles: [], pos: {}, day: null, fallbacks: [], include: [], exclude: [] };

/** Whom a mailing would be for: the numbers and the first page in one answer, from narrow to as wide as it can be. */
export async function audiencePages(): Promise<PageKind[]> {
  const fallbacks: AudienceCriteria['fallbacks'] = [
    { role: 'treasurer', chain: ['managing-administrator', 'president'] },
    { role: 'secretary', chain: ['managing-administrator', 'president'] },
  ];
  const page = (name: string, criteria: AudienceCriteria, q?: string): PageKind => ({
    name: `audience, ${name}`,
    ...{ aim: AIM, paths: ['/api/audience/preview'], answers: 200 },
    body: { criteria, kind: 'duty', ...(q === undefined ? {} : { q }) },
    read: (db, { regionId }) =>
      previewAudience(
        db,
        { regionId, today: todayInBrussels(new Date()), kind: 'duty' },
        { criteria, list: 'written', q },
      ),
  });
  const treasurers: AudienceCriteria = { ...ALL, roles: ['treasurer'], fallbacks };
  return [
    page('treasurers of a province', { ...treasurers, pos: { provinces: ['namur'] } }),
    page('treasurers of all POs', treasurers),
    page('treasurers of all POs, by a name', treasurers, 'martin'),
    page('treasurers and secretaries of all POs', { ...treasurers, roles: ['treasurer', 'secretary'] }),
    page('all roles of all POs', { ...ALL, roles: [...ROLES], fallbacks }),
  ];
}
