import { renderPage } from '@guichet/shared/http/render-page';
import type { ClientAssets } from '@guichet/shared/http/static-assets';
import { PageDocument } from '@guichet/shared/ui/page-document';
import { ChosenText } from '@guichet/shared/ui/chosen-text';
import { SiteFooter } from '@guichet/shared/ui/site-footer';
import { SiteHeader } from '@guichet/shared/ui/site-header';
import type { Response } from 'express';
import type { ReactNode } from 'react';
import { formTexts } from '../form-texts.ts';
import { DRAFT_DAYS, type DraftKey } from '../drafts/draft-store.ts';

export type FrameProps = {
  title: string;
  hasErrors?: boolean | undefined;
  /** The script that the page is better with: an entry of the browser build. */
  script?: string | undefined;
  /** The envoi being written: the footer says how it is kept, and how to erase it. */
  draft?: DraftKey | undefined;
  current?: 'tracking' | 'privacy' | undefined;
  description?: string | undefined;
  children: ReactNode;
};

export function Frame({ assets, script, words = '', ...props }: FrameProps & { assets: ClientAssets; words?: string }) {
  const scripts = script === undefined ? [] : assets.entry(script).scripts;
  return (
    <PageDocument
      title={props.title}
      hasErrors={props.hasErrors}
      description={props.description}
      assets={{ styles: assets.styles, fonts: assets.fonts, scripts }}
      header={
        <SiteHeader links={[{ href: '/suivi', label: 'Suivre une demande', current: props.current === 'tracking' }]} />
      }
      footer={
        <SiteFooter links={[{ href: '/vie-privee', label: 'Vie privée' }]}>
          <ChosenText text={words} />
          {props.draft && (
            <p>
              Vos réponses sont gardées {DRAFT_DAYS} jours, chiffrées&nbsp;: seul ce navigateur peut les ouvrir.{' '}
              <a href={`/envoi/${props.draft}/effacer`}>Les effacer</a>
            </p>
          )}
        </SiteFooter>
      }
    >
      {props.children}
    </PageDocument>
  );
}

/** Sends a page in the form's frame. */
export function sendPage(res: Response, status: number, props: FrameProps): void {
  renderPage(res, <Frame assets={res.app.locals.assets} words={formTexts(res)['form-footer']} {...props} />, {
    status,
  });
}
