import type { StaffActor, TransactionContext } from '@guichet/shared/commands/context';
import { createPlatform } from '@guichet/shared/commands/platforms/create-platform';
import { giveConsent } from '@guichet/shared/commands/platforms/give-consent';
import { formatName } from '@guichet/shared/domain/names';
import type { DemoMember } from './demo-members.ts';
import { demoAccountId } from './write-demo-members.ts';

/** Where whoever tries single sign-on out lets a client of their own listen: nothing of the demonstration does. */
const CLIENT = 'http://localhost:4999';

const MADE_DAYS_AGO = 30;
const AGREED_DAYS_AGO = 12;
const DAY = 86_400_000;

type Given = { administrator: StaffActor; member: DemoMember; loadedAt: Date };

/** The platform of orders, for whoever manages the access to the market of a PO; `member` agreed to it and uses it. */
export async function writeDemoPlatform(
  tx: TransactionContext,
  { administrator, member, loadedAt }: Given,
): Promise<void> {
  const at = (daysAgo: number) => () => new Date(loadedAt.getTime() - daysAgo * DAY);
  const { platform } = await createPlatform(
    { ...tx, actor: administrator, now: at(MADE_DAYS_AGO) },
    {
      name: 'Plateforme de commande (démonstration)',
      redirectUris: [`${CLIENT}/connexion/retour`],
      postLogoutUris: [`${CLIENT}/`],
      roles: ['po-referent'],
      shares: ['profile', 'email', 'roles'],
      consentText:
        'Elle sert à commander au nom de votre PO, aux conditions de la centrale des marchés. Elle doit savoir qui vous êtes, et de quel PO vous êtes référent·e.',
      public: false,
    },
    { allowLocalhost: true },
  );
  const { id: personId } = member;
  const actor = { kind: 'member', id: demoAccountId(member.key), label: formatName(member), personId } as const;
  await giveConsent(
    { ...tx, actor, now: at(AGREED_DAYS_AGO) },
    { platformId: platform.id, consentVersion: platform.consentVersion },
  );
}
