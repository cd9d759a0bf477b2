import { describe, expect, test } from '@jest/globals';
import Check from 'lucide-react/icons/check';
import { renderToStaticMarkup } from 'react-dom/server';
import { Button, LinkButton } from '../../src/ui/button.tsx';
import { Card } from '../../src/ui/card.tsx';
import { CsrfField } from '../../src/ui/csrf-field.tsx';
import { DataTable } from '../../src/ui/data-table.tsx';
import { EmptyState } from '../../src/ui/empty-state.tsx';
import { ErrorPage } from '../../src/ui/error-page.tsx';
import { Notice } from '../../src/ui/notice.tsx';
import { PageDocument } from '../../src/ui/page-document.tsx';
import { PageTitle } from '../../src/ui/page-title.tsx';
import { ProgressSteps } from '../../src/ui/progress-steps.tsx';
import { SiteFooter } from '../../src/ui/site-footer.tsx';
import { SiteHeader } from '../../src/ui/site-header.tsx';
import { SummaryList } from '../../src/ui/summary-list.tsx';
import { Tag } from '../../src/ui/tag.tsx';

const assets = { styles: ['/assets/a.css'], scripts: ['/assets/a.js'], fonts: ['/assets/f.woff2'] };

describe('PageDocument', () => {
  const html = renderToStaticMarkup(
    <PageDocument
      title="Qui rejoint le PO ?"
      assets={assets}
      hasErrors
      header={<SiteHeader links={[{ href: '/suivi', label: 'Suivre une demande', current: true }]} />}
      footer={<SiteFooter links={[{ href: '/vie-privee', label: 'Vie privée' }]} />}
    >
      <PageTitle caption="Nouveau membre">Qui rejoint le PO ?</PageTitle>
    </PageDocument>,
  );

  test('speaks French, names its files and starts with a way to skip to the content', () => {
    expect(html).toMatch(/^<html lang="fr-BE">/);
    expect(html).toContain('<title>Erreur : Qui rejoint le PO ? · Guichet PO</title>');
    expect(html).toContain('<link rel="stylesheet" href="/assets/a.css"/>');
    expect(html).toContain('<script type="module" src="/assets/a.js"></script>');
    expect(html).toContain('as="font" type="font/woff2" crossorigin="anonymous"');
    expect(html).toMatch(/<body><a class="skip-link" href="#contenu">/);
    expect(html).toMatch(/<main id="contenu"/);
  });

  test('holds nothing that the content security policy refuses', () => {
    expect(html).not.toMatch(/ style="| on\w+="|javascript:|<style|<script(?![^>]* src=)/);
  });

  test('has one title, and says which link is the page itself', () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<a href="/suivi" aria-current="page">');
  });
});

describe('ErrorPage', () => {
  const content = { assets, title: 'Accès refusé', message: 'Page expirée.', status: 403, requestId: 'ABCDE-FGHJK' };

  test('says what happened, gives the code and a way out', () => {
    const html = renderToStaticMarkup(<ErrorPage {...content} issues={[{ path: 'a', message: 'Écrivez un nom' }]} />);
    for (const words of ['<h1>Accès refusé</h1>', 'Page expirée.', 'ABCDE-FGHJK', 'Écrivez un nom', 'href="/"']) {
      expect(html).toContain(words);
    }
  });

  test('offers the form again, escaped', () => {
    const resend = { action: '/demande?x=1&y', fields: [['name', '"><script>'] as const] };
    const html = renderToStaticMarkup(<ErrorPage {...content} resend={resend} />);
    expect(html).toContain('action="/demande?x=1&amp;y"');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
  });
});

describe('pieces', () => {
  test('icons are beside words and silent', () => {
    for (const piece of [
      <Tag kind="ok" icon={Check}>
        Appliquée
      </Tag>,
      <Button icon={Check}>Approuver</Button>,
      <EmptyState icon={Check} title="Tout est traité" />,
      <Notice kind="warn" title="Attention au délai" />,
    ]) {
      const html = renderToStaticMarkup(piece);
      expect(html).toMatch(/<svg[^>]*aria-hidden="true"/);
      expect(html.replace(/<[^>]+>/g, '').trim()).not.toBe('');
    }
  });

  test('a warning and an error say so in a word', () => {
    expect(renderToStaticMarkup(<Notice kind="bad" title="x" />)).toContain('Erreur : ');
    expect(renderToStaticMarkup(<Notice kind="warn" title="x" />)).toContain('Attention : ');
  });

  test('a button posts unless told otherwise; a link that looks like one is a link', () => {
    expect(renderToStaticMarkup(<Button kind="danger">Refuser</Button>)).toBe(
      '<button type="submit" class="btn btn-danger">Refuser</button>',
    );
    expect(
      renderToStaticMarkup(
        <LinkButton href="/x" small>
          Voir
        </LinkButton>,
      ),
    ).toBe('<a class="btn btn-small" href="/x">Voir</a>');
  });

  test('progress is told in words', () => {
    expect(renderToStaticMarkup(<ProgressSteps current={2} total={4} label="la personne" />)).toContain(
      '<p>Étape 2 sur 4 : la personne</p>',
    );
  });

  test('actions of a summary say what they are about', () => {
    const actions = [{ href: '/e', label: 'Modifier', about: 'votre adresse mail' }];
    const html = renderToStaticMarkup(
      <SummaryList rows={[{ key: 'm', label: 'Mail', value: 'a@b.example', actions }]} />,
    );
    expect(html).toContain('<a href="/e">Modifier<span class="visually-hidden"> votre adresse mail</span></a>');
    expect(html).toMatch(/^<dl class="summary"><div><dt>Mail<\/dt><dd>a@b\.example<\/dd>/);
  });

  test('a table keeps its roles and repeats its labels for narrow screens', () => {
    const html = renderToStaticMarkup(
      <DataTable
        caption="Membres"
        columns={[
          { key: 'name', label: 'Nom', cell: (row: { name: string }) => row.name, heading: true },
          { key: 'len', label: 'Longueur', cell: (row) => row.name.length, numeric: true },
        ]}
        rows={[{ name: 'Jeanne' }]}
        rowKey={(row) => row.name}
      />,
    );
    expect(html).toContain('<caption>Membres</caption>');
    expect(html).toMatch(/<th scope="row" role="rowheader">.*Jeanne.*<\/th><td role="cell" class="numeric">/);
    expect(html).toContain('<span class="table-label" aria-hidden="true">Longueur</span>');
  });

  test('cards have headings, forms their token', () => {
    expect(renderToStaticMarkup(<Card title="Titre" level={3} />)).toContain('<h3>Titre</h3>');
    expect(renderToStaticMarkup(<CsrfField token="abc" />)).toContain('type="hidden" name="_csrf"');
  });
});
