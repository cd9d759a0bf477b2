import type { ReactNode } from 'react';

export type SiteFooterProps = { links?: readonly { href: string; label: string }[] | undefined; children?: ReactNode };

export function SiteFooter({ links = [], children }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <div className="column">
        {children}
        {links.length > 0 && (
          <ul>
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </footer>
  );
}
