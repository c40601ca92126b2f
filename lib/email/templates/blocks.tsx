import 'server-only';
import { Button } from '@react-email/button';
import type { ReactNode } from 'react';
import { hueOf, initials } from '@/lib/avatar-rules';
import type { MailPerson, MailReader } from '@/lib/email/view-models';
import { BodyText } from './body-text';
import { nameLine } from './clean';
import { formatMoment } from './dates';
import type { MailBlock, Written } from './document';
import { inOrder } from './in-order';
import { hueLook, look } from './looks';
import type { Phrase } from './phrase';

type BlockProps<T extends MailBlock['t']> = { block: Extract<MailBlock, { t: T }>; reader: MailReader };

const PARAGRAPH = { margin: '0 0 12px' };
const META = { fontSize: 13, lineHeight: '20px' };
const FIXED = { width: '100%', tableLayout: 'fixed' } as const;

export function renderBlock(block: MailBlock, reader: MailReader): ReactNode {
  switch (block.t) {
    case 'written':
      return <WrittenBlock block={block} reader={reader} />;
    case 'text':
      return block.isQuiet ? (
        <p {...look('muted', { ...PARAGRAPH, ...META })}>{words(block.words)}</p>
      ) : (
        <p {...look('text', PARAGRAPH)}>{words(block.words)}</p>
      );
    case 'quote':
      return <Quote block={block} />;
    case 'person':
      return <PersonBlock block={block} />;
    case 'link':
      return (
        <p style={{ ...PARAGRAPH, ...META }}>
          <TextLink label={block.label} url={block.url} />
        </p>
      );
    case 'button':
      return <ButtonBlock {...block} />;
    case 'rule':
      return <div {...look('border', { borderTopWidth: 1, borderTopStyle: 'solid', margin: '4px 0 16px' })} />;
  }
}

export function words(pieces: Phrase): ReactNode {
  return inOrder(pieces.map((piece) => (typeof piece === 'string' ? piece : renderName(piece.name))));
}

function renderName(name: string): ReactNode {
  return <bdi style={{ fontWeight: 650 }}>{name}</bdi>;
}

function TextLink({ label, url }: { label: string; url: string }) {
  return (
    <a href={url} {...look('accent', { textDecoration: 'underline' })}>
      {label}
    </a>
  );
}

export function ButtonBlock({ label, url, isWrittenOut }: { label: string; url: string; isWrittenOut: boolean }) {
  const shape = { padding: '10px 18px', borderRadius: 8, fontSize: 15, lineHeight: '24px', fontWeight: 600 };
  return (
    <>
      <div style={{ margin: '4px 0 12px' }}>
        <Button href={url} {...look('button', shape)}>
          {label}
        </Button>
      </div>
      {isWrittenOut && (
        <p {...look('muted', { ...PARAGRAPH, ...META, wordBreak: 'break-all' })}>
          Or copy this address into your browser:
          <br />
          <a href={url} {...look('muted')}>
            {url}
          </a>
        </p>
      )}
    </>
  );
}

function Avatar({ person, size }: { person: MailPerson; size: number }) {
  const letters = { fontSize: Math.round(size * 0.36), fontWeight: 650, lineHeight: `${size}px` };
  const shape = { width: size, height: size, borderRadius: size, textAlign: 'center' } as const;
  return (
    <div aria-hidden="true" {...hueLook(hueOf(person.id), { ...shape, ...letters })}>
      {initials(nameLine(person.name)) || '·'}
    </div>
  );
}

type BesideProps = { person: MailPerson; size: number; align?: 'top' | 'middle'; children: ReactNode };

/** An avatar beside whatever belongs to its person. */
function Beside({ person, size, align = 'top', children }: BesideProps) {
  return (
    <table role="presentation" border={0} cellPadding={0} cellSpacing={0} style={FIXED}>
      <tbody>
        <tr>
          <td width={size + 12} valign="top" style={{ width: size + 12 }}>
            <Avatar person={person} size={size} />
          </td>
          <td valign={align}>{children}</td>
        </tr>
      </tbody>
    </table>
  );
}

function WrittenBlock({ block, reader }: { block: Written; reader: MailReader }) {
  const isPost = block.size === 'post';
  return (
    <Beside person={block.author} size={isPost ? 40 : 28}>
      <div style={{ margin: isPost ? '0 0 6px' : '0 0 2px' }}>
        {words(block.line)}{' '}
        <span {...look('muted', { ...META, display: isPost ? 'block' : 'inline-block' })}>
          {formatMoment(block.at, reader)}
        </span>
      </div>
      <div {...(block.isEarlier ? look('muted') : {})}>
        <BodyText tree={block.body} names={block.names} />
      </div>
      {inOrder(block.below.map((child) => renderBlock(child, reader)))}
    </Beside>
  );
}

function Quote({ block }: Pick<BlockProps<'quote'>, 'block'>) {
  const shape = { margin: '0 0 16px', padding: '0 0 0 12px', borderLeftWidth: 3, borderLeftStyle: 'solid' } as const;
  return (
    <blockquote {...look('border', shape)}>
      <div dir="auto" {...look('muted', META)}>
        {words([{ name: nameLine(block.author) }])}
        <br />
        {lines(block.text)}
      </div>
    </blockquote>
  );
}

/** Line breaks of a message, which is text without marks. */
function lines(text: string): ReactNode {
  const end = <br />;
  return inOrder(text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [end, line])));
}

function PersonBlock({ block }: Pick<BlockProps<'person'>, 'block'>) {
  return (
    <div style={{ margin: '0 0 16px' }}>
      <Beside person={block.person} size={40} align="middle">
        {words([{ name: nameLine(block.person.name) }])}
        {block.title && (
          <span {...look('muted', { ...META, display: 'block' })}>
            <bdi>{block.title}</bdi>
          </span>
        )}
      </Beside>
    </div>
  );
}
