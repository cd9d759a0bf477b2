import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';

export type HeaderLink = { href: string; label: string; current?: boolean | undefined };

export type SiteHeaderProps = {
  /** Where the brand leads. */
  homeHref?: string | undefined;
  brand?: string | undefined;
  links?: readonly HeaderLink[] | undefined;
  /** After the links: a sign-out form, for instance. */
  children?: ReactNode;
};

export function SiteHeader({ homeHref = '/', brand = 'Guichet PO', links = [], children }: SiteHeaderProps) {
  return (
    <header className="site-header">
      <div className="column">
        <a className="brand" href={homeHref}>
          <BrandMark />
          {brand}
        </a>
        {(links.length > 0 || children) && (
          <nav aria-label="Principale">
            {links.map((link) => (
              <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
                {link.label}
              </a>
            ))}
            {children}
          </nav>
        )}
      </div>
    </header>
  );
}
