import type { AudienceCounts } from '../../contracts/audience-preview.ts';
import type { RecipientObstacle } from '../../domain/mailings/recipient.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { toldOf } from './audience-people-parts.ts';
import { type AudienceWay, roleBit } from './audience-ways.ts';
import { obstacleNumbered } from './lacks.ts';

/** So many people, or POs, with the same words, one after the other. */
type Alike = { words: string[]; many: number };
export type AlikePeople = Alike;
/** `free`: the bits of the roles with somebody who gets the mail. */
export type AlikePos = Alike & { free: number };
export type Tally = { people: AlikePeople[]; pos: AlikePos[]; scope: number };

/** The numbers of an audience, from how many are alike in all that is counted. */
export function countAudience({ people, pos, scope }: Tally, ways: readonly AudienceWay[]): AudienceCounts {
  const lacking = (obstacle: RecipientObstacle) => countLacking(people, [obstacle]);
  const written = people.filter(({ words }) => told(words).lack === 0);
  const answering = ({ words, free }: AlikePos, way: AudienceWay) =>
    (BigInt(free) & roleBit(way.role)) !== 0n && (way.insteadOf === null || goes(words, way));
  const numbers = (way: AudienceWay) => ({
    people: sum(written.filter(({ words }) => goes(words, way))),
    pos: sum(pos.filter((alike) => answering(alike, way))),
  });
  const ofRole = (role: Role, direct: AudienceWay) => ({
    ...{ role, ...numbers(direct) },
    instead: ROLES.flatMap((other) =>
      ways
        .filter((way) => way.role === other && way.insteadOf === role)
        .map((way) => ({ role: other, ...numbers(way) }))
        .filter(({ people, pos }) => people + pos > 0),
    ),
  });
  return {
    ...{ written: sum(written), noAddress: lacking('no-address'), suppressed: lacking('suppressed') },
    ...{
      left: lacking('left-list'),
      presidents: sum(written.filter(({ words }) => told(words).president)),
      pos: scope,
    },
    // Where no role is asked for, nobody was asked to answer for a PO.
    silentPos: ways.length === 0 ? 0 : scope - sum(pos.filter((alike) => ways.some((way) => answering(alike, way)))),
    byRole: ROLES.flatMap((role) =>
      ways.filter((way) => way.role === role && way.insteadOf === null).map((way) => ofRole(role, way)),
    ),
  };
}

/** How many people lack one of these; null: nothing. */
export function countLacking(people: readonly AlikePeople[], obstacles: readonly (RecipientObstacle | null)[]): number {
  return sum(people.filter(({ words }) => obstacles.includes(obstacleNumbered(told(words).lack))));
}

const told = ([first = '0']: readonly string[]) => toldOf(BigInt(first));

const goes = (words: readonly string[], { word, bit }: AudienceWay): boolean => (BigInt(words[word] ?? 0) & bit) !== 0n;

const sum = (alike: readonly Alike[]): number => alike.reduce((total, { many }) => total + many, 0);
