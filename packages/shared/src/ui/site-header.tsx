import Menu from 'lucide-react/icons/menu';
import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';
import { Icon } from './icon.tsx';

export type HeaderLink = { href: string; label: string; current?: boolean | undefined };

export type SiteHeaderProps = {
  /** Where the brand leads. */
  homeHref?: string | undefined;
  brand?: string | undefined;
  links?: readonly HeaderLink[] | undefined;
  /** After the links: a sign-out form, for instance. */
  children?: ReactNode;
};

/** More than these do not fit beside the brand on a telephone: they are folded there, by the browser alone. */
const FIT = 2;

export function SiteHeader({ homeHref = '/', brand = 'Guichet PO', links = [], children }: SiteHeaderProps) {
  const folds = links.length > FIT;
  const entries = (
    <nav aria-label="Principale">
      {links.map((link) => (
        <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
          {link.label}
        </a>
      ))}
      {children}
    </nav>
  );
  return (
    <header className={folds ? 'site-header folds' : 'site-header'}>
      <div className="column">
        <a className="brand" href={homeHref}>
          <BrandMark />
          {brand}
        </a>
        {(links.length > 0 || children) && entries}
        {folds && (
          <details className="header-menu">
            <summary>
              <Icon of={Menu} />
              Menu
            </summary>
            {entries}
          </details>
        )}
      </div>
    </header>
  );
}
