import { isMailingHref } from '@guichet/shared/contracts/mailing-body';

/** What documents bring along that is no text. */
const NO_TEXT = 'style, script, meta, link, title, xml, iframe, object, svg, img:not([data-file]), input, button';

/**
 * What is pasted from Word, from a mail or from a page, as the editor reads it: headings become two levels, the lists
 * that Word writes as paragraphs become lists. Looks are left out; the editor's schema refuses the rest.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll(NO_TEXT)) element.remove();
  for (const element of page.querySelectorAll('h1, h4, h5, h6')) {
    rename(element, element.localName === 'h1' ? 'h2' : 'h3');
  }
  for (const link of page.querySelectorAll('a[href]')) {
    // A page of the place that it was copied from is nowhere in a mail.
    if (!isMailingHref(link.getAttribute('href') ?? '')) link.removeAttribute('href');
  }
  makeLists(page);
  return page.body.innerHTML;
}

function rename(element: Element, name: string): void {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** Word: `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>...`. */
function makeLists(page: Document): void {
  for (const paragraph of page.querySelectorAll('p')) {
    if (!/mso-list:\s*l\d/i.test(paragraph.getAttribute('style') ?? '')) continue;
    const sign = [...paragraph.querySelectorAll('span')].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
    );
    const kind = /^\s*(\d|[a-z][.)])/i.test(sign?.textContent ?? '') ? 'ol' : 'ul';
    sign?.remove();
    const item = page.createElement('li');
    const line = page.createElement('p');
    line.append(...paragraph.childNodes);
    item.append(line);
    const before = paragraph.previousElementSibling;
    if (before?.localName === kind && before.hasAttribute('data-word')) {
      before.append(item);
      paragraph.remove();
      continue;
    }
    const list = page.createElement(kind);
    list.setAttribute('data-word', '');
    list.append(item);
    paragraph.replaceWith(list);
  }
}

/** Whether what is pasted shows images of elsewhere, which are left out. */
export function bringsImages(html: string): boolean {
  return /<img\b(?![^>]*\bdata-file=)/i.test(html);
}

/** Whether there is anything to read in it: an image that is copied from a page brings an element around itself. */
export function hasText(html: string): boolean {
  if (html === '') return false;
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll(NO_TEXT)) element.remove();
  return (page.body.textContent ?? '').trim() !== '';
}
