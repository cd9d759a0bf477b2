import type { CSSProperties, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Sender } from './letter.ts';
import { typesetPage } from '../ui/typeset-page.ts';

/* Mail programs know no custom properties: the colours of tokens.css, light here, dark in the style sheet below. */
export const light = {
  paper: '#faf8f3',
  surface: '#ffffff',
  ink: '#17211f',
  ink2: '#4c5955',
  line: '#d8d3c6',
  accent: '#0b5c5d',
  sunk: '#f1eee6',
};
/** Public so that a preview can show one mode whatever the screen is in. */
export const DARK_QUERY = '@media (prefers-color-scheme: dark)';
const sheets = `
${DARK_QUERY} {
  .paper { background: #0f1514 !important; }
  .surface { background: #161e1c !important; border-color: #6fc3bd #2e3936 #2e3936 !important; }
  .ink, .ink a { color: #edf0ea !important; }
  .ink-2, .ink-2 a { color: #b1bbb5 !important; }
  .sunk { background: #1d2624 !important; }
  .line { border-color: #2e3936 !important; }
  .button { background: #6fc3bd !important; }
  .button a { color: #0b1413 !important; }
  .brand { color: #8fd4ce !important; }
  .link, .ink a.link, .ink-2 a.link { color: #8fd4ce !important; }
}
@media (max-width: 480px) {
  .inside { padding: 20px !important; }
  .outside { padding: 0 !important; }
  .surface { border-left: 0 !important; border-right: 0 !important; }
  .button a { padding: 13px 16px !important; font-size: 16px !important; }
  .cell { font-size: 15px !important; line-height: 22px !important; }
  .label, .value { display: block !important; width: auto !important; }
  .label { padding-bottom: 0 !important; }
  .value { padding-top: 2px !important; }
}`;

export const font = "'Atkinson Hyperlegible Next', Verdana, 'DejaVu Sans', Arial, sans-serif";
export const text: CSSProperties = {
  margin: '0 0 16px',
  fontFamily: font,
  fontSize: '16px',
  lineHeight: '25px',
  color: light.ink,
};
export const small: CSSProperties = {
  ...text,
  margin: '0 0 8px',
  fontSize: '14px',
  lineHeight: '21px',
  color: light.ink2,
};

/** A whole mail as HTML: the house's head and sheet, with this inside. */
export function mailHtml(subject: string, children: ReactNode): string {
  return `<!doctype html>${typesetPage(renderToStaticMarkup(<MailFrame subject={subject}>{children}</MailFrame>))}`;
}

function MailFrame({ subject, children }: { subject: string; children: ReactNode }) {
  return (
    <html lang="fr-BE">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: sheets }} />
      </head>
      <body className="paper" style={{ margin: 0, padding: 0, background: light.paper, WebkitTextSizeAdjust: '100%' }}>
        <Frame className="paper" style={{ background: light.paper }}>
          <td className="outside" align="center" style={{ padding: '24px 12px' }}>
            <Frame className="surface" style={sheet}>
              <td className="inside" style={{ padding: '28px 32px' }}>
                <header>
                  <p className="brand" style={{ ...text, color: light.accent, fontWeight: 700, margin: '0 0 20px' }}>
                    Guichet PO
                  </p>
                </header>
                {children}
              </td>
            </Frame>
          </td>
        </Frame>
      </body>
    </html>
  );
}

const sheet: CSSProperties = {
  background: light.surface,
  border: `1px solid ${light.line}`,
  borderTop: `4px solid ${light.accent}`,
  maxWidth: '580px',
  textAlign: 'left',
};

function Frame({ className, style, children }: { className: string; style: CSSProperties; children: ReactNode }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className={className} style={style}>
      <tbody>
        <tr>{children}</tr>
      </tbody>
    </table>
  );
}

/** Who writes, and how to reach them; `children` stand before it. */
export function MailFoot({ sender, children }: { sender: Sender; children?: ReactNode }) {
  return (
    <footer>
      <div className="line" style={{ borderTop: `1px solid ${light.line}`, margin: '24px 0 16px' }} />
      {children}
      <p className="ink-2" style={{ ...small, margin: '0 0 4px' }}>
        <strong>{sender.name}</strong>
        <br />
        <a className="link" href={`mailto:${sender.email}`} style={{ color: light.accent }}>
          {sender.email}
        </a>
        {sender.phone && (
          <>
            <br />
            {sender.phone}
          </>
        )}
      </p>
      <p className="ink-2" style={{ ...small, margin: 0, whiteSpace: 'pre-line' }}>
        {sender.signature}
      </p>
    </footer>
  );
}
