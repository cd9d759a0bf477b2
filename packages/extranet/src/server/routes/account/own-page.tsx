import { memberOf } from '@guichet/shared/auth/require-session';
import type { Context } from '@guichet/shared/commands/context';
import { BackLink } from '@guichet/shared/ui/back-link';
import type { Response } from 'express';
import type { ReactNode } from 'react';
import type { Extranet } from '../../extranet.ts';
import { sendPage } from '../../frame.tsx';

/** For commands that a member gives about their own sign-in. */
export function ownContext(extranet: Extranet, res: Response): Context {
  return { ...extranet.linkContext, actor: memberOf(res).actor };
}

type OwnPage = { title: string; hasErrors?: boolean; passkeys?: boolean; children: ReactNode };

/** One page below "Mon compte". */
export async function sendOwnPage(extranet: Extranet, res: Response, status: number, page: OwnPage): Promise<void> {
  const { children, ...rest } = page;
  sendPage(res, status, {
    ...rest,
    secretariat: await extranet.readSecretariat(),
    signedIn: { current: 'account' },
    children: (
      <>
        <BackLink href="/compte" label="Mon compte" />
        {children}
      </>
    ),
  });
}
