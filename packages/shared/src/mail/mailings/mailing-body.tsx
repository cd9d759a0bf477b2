import type { CSSProperties, ReactNode } from 'react';
import type {
  MailingBlock,
  MailingBody as Body,
  MailingCell,
  MailingInline,
  MailingMark,
  MailingVariable,
} from '../../contracts/mailing-body.ts';
import { fillPieces, tokenOf } from '../../domain/mailings/mailing-variables.ts';

/**
 * How each part looks: inline styles for mails, nothing or class names for pages that have a style sheet. `inside`: a
 * paragraph of a list; `cell`: one of a table.
 */
export type MailingPart =
  | 'p'
  | 'inside'
  | 'cell'
  | 'h2'
  | 'h3'
  | 'list'
  | 'li'
  | 'table'
  | 'th'
  | 'td'
  | 'img'
  | 'hr'
  | 'a';
export type MailingLook = Partial<Record<MailingPart, { className?: string; style?: CSSProperties }>>;

type Props = {
  body: Body;
  values: Record<MailingVariable, string>;
  /** Where an image is to be had; null: it is not shown, its words are. */
  imageSource: (fileId: string) => string | null;
  look?: MailingLook;
};

/** The text of a mailing as HTML, made of the parts that the schema allows and of nothing else. */
export function MailingBody(props: Props) {
  return <Blocks blocks={props.body.content} {...props} />;
}

type Drawn = Omit<Props, 'body'>;

function Blocks({ blocks, ...props }: Drawn & { blocks: readonly MailingBlock[] }) {
  // Blocks of one text in their order: the position is the identity.
  return blocks.map((block, index) => <Block key={index} block={block} {...props} />);
}

function Block({ block, ...props }: Drawn & { block: MailingBlock }): ReactNode {
  const { look = {} } = props;
  switch (block.type) {
    case 'paragraph':
      return (
        <p {...look.p}>
          <Inlines inlines={block.content ?? []} {...props} />
        </p>
      );
    case 'heading': {
      const Heading = block.attrs.level === 2 ? 'h2' : 'h3';
      return (
        <Heading {...look[Heading]}>
          <Inlines inlines={block.content ?? []} {...props} />
        </Heading>
      );
    }
    case 'bulletList':
    case 'orderedList': {
      const List = block.type === 'bulletList' ? 'ul' : 'ol';
      const start = block.type === 'orderedList' && block.attrs.start !== 1 ? { start: block.attrs.start } : {};
      return (
        <List {...look.list} {...start}>
          {block.content.map((item, index) => (
            <li key={index} {...look.li}>
              <Blocks blocks={item.content} {...props} look={inside(look)} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Table rows={block.content.map(({ content }) => content)} {...props} />;
    case 'image': {
      const source = props.imageSource(block.attrs.fileId);
      const words = block.attrs.decorative ? '' : block.attrs.alt;
      return source === null ? (
        words !== '' && <p {...look.p}>[{words}]</p>
      ) : (
        // Lazy, so that React asks for no preload in the head of a mail.
        <img src={source} alt={words} loading="lazy" {...look.img} />
      );
    }
    case 'horizontalRule':
      return <hr {...look.hr} />;
  }
}

function inside(look: MailingLook): MailingLook {
  return { ...look, ...(look.inside ? { p: look.inside } : {}) };
}

function Table({ rows, ...props }: Drawn & { rows: readonly (readonly MailingCell[])[] }) {
  const { look = {} } = props;
  const hasHead = rows[0]?.every(({ type }) => type === 'tableHeader') ?? false;
  const draw = (cells: readonly MailingCell[], index: number, scope: 'col' | 'row') => (
    <tr key={index}>
      {cells.map(({ type, attrs, content }, place) => {
        const Cell = type === 'tableHeader' ? 'th' : 'td';
        const spans = {
          ...(attrs.colspan > 1 ? { colSpan: attrs.colspan } : {}),
          ...(attrs.rowspan > 1 ? { rowSpan: attrs.rowspan } : {}),
          ...(Cell === 'th' ? { scope } : {}),
        };
        return (
          <Cell key={place} {...look[Cell]} {...spans}>
            <Blocks blocks={content} {...props} look={look.cell ? { ...look, p: look.cell } : look} />
          </Cell>
        );
      })}
    </tr>
  );
  return (
    <table {...look.table}>
      {hasHead && <thead>{rows.slice(0, 1).map((cells, index) => draw(cells, index, 'col'))}</thead>}
      <tbody>{rows.slice(hasHead ? 1 : 0).map((cells, index) => draw(cells, index, 'row'))}</tbody>
    </table>
  );
}

function Inlines({ inlines, values, look = {} }: Drawn & { inlines: readonly MailingInline[] }) {
  const filled = fillPieces(inlines.map(textOfInline), values);
  return inlines.map((inline, index) => (
    <Marked key={index} marks={inline.marks ?? []} look={look}>
      {inline.type === 'hardBreak' ? <br /> : filled[index]}
    </Marked>
  ));
}

/** A variable as if it had been typed, so that both are treated alike; a line break as one. */
export function textOfInline(inline: MailingInline): string {
  if (inline.type === 'text') return inline.text;
  return inline.type === 'variable' ? tokenOf(inline.attrs.name) : '\n';
}

type MarkedProps = { marks: readonly MailingMark[]; look: MailingLook; children: ReactNode };

function Marked({ marks: [mark, ...rest], look, children }: MarkedProps): ReactNode {
  if (!mark) return children;
  const inside = (
    <Marked marks={rest} look={look}>
      {children}
    </Marked>
  );
  if (mark.type === 'bold') return <strong>{inside}</strong>;
  if (mark.type === 'italic') return <em>{inside}</em>;
  return (
    <a href={mark.attrs.href} {...look.a}>
      {inside}
    </a>
  );
}
