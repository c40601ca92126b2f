import 'server-only';
import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import type { ReactNode } from 'react';
import { type MailReader, REPLY_MARKER } from '@/lib/email/view-models';
import { ButtonBlock, renderBlock, words } from './blocks';
import type { MailCard, MailDocument } from './document';
import { type FooterLink, footerOf } from './footer';
import { inOrder } from './in-order';
import { fonts, look, styleSheet } from './looks';
import { plainPhrase } from './phrase';

const WIDTH = 600;
const TYPE = { fontFamily: fonts.sans, fontSize: 15, lineHeight: '24px', overflowWrap: 'anywhere' } as const;
const META = { fontSize: 13, lineHeight: '20px' };
const FIXED = { width: '100%', tableLayout: 'fixed' } as const;

/** The whole mail: mark, title, cards, and below them why it came and how to have fewer. */
export function MailLayout({ mail }: { mail: MailDocument }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{plainPhrase(mail.subject)}</title>
        <style>{styleSheet}</style>
      </Head>
      <Body {...look('surface', { ...TYPE, margin: 0, padding: 0 })}>
        <Preview>{mail.preheader}</Preview>
        <Container style={{ maxWidth: WIDTH, ...FIXED }}>
          <Section style={FIXED}>
            <div className="c-outer" style={{ padding: '24px 16px 32px' }}>
              {mail.canReply && <p {...look('muted', { ...META, margin: '0 0 16px' })}>{REPLY_MARKER}</p>}
              <Mark organisation={mail.frame.organisation} />
              <h1 {...look('text', { margin: '0 0 4px', fontSize: 20, lineHeight: '28px', fontWeight: 600 })}>
                {words(mail.title)}
              </h1>
              {mail.note && <p {...look('muted', { ...META, margin: 0 })}>{mail.note}</p>}
              {inOrder(mail.cards.map((card) => renderCard(card, mail.frame.reader)))}
              {mail.button && (
                <div style={{ margin: '24px 0 0' }}>
                  <ButtonBlock {...mail.button} isWrittenOut={false} />
                </div>
              )}
              <Footer mail={mail} />
            </div>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function Mark({ organisation }: { organisation: string }) {
  const tile = { width: 28, height: 28, borderRadius: 8, textAlign: 'center', fontWeight: 700, lineHeight: '28px' };
  return (
    <table role="presentation" border={0} cellPadding={0} cellSpacing={0} style={{ ...FIXED, marginBottom: 20 }}>
      <tbody>
        <tr>
          <td width={38} style={{ width: 38 }}>
            <div aria-hidden="true" {...look('button', { ...tile, textAlign: 'center' })}>
              C
            </div>
          </td>
          <td {...look('text', { fontWeight: 650 })}>
            Chatter{' '}
            <span {...look('muted', { ...META, fontWeight: 400 })}>
              <bdi>{organisation}</bdi>
            </span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function renderCard(card: MailCard, reader: MailReader): ReactNode {
  const box = { borderWidth: 1, borderStyle: 'solid', borderRadius: 10, borderCollapse: 'separate' } as const;
  return (
    <>
      {card.heading && (
        <h2 {...look('text', { margin: '28px 0 0', fontSize: 15, lineHeight: '24px', fontWeight: 650 })}>
          <a href={card.heading.url} {...look('text', { textDecoration: 'none' })}>
            {words(card.heading.words)}
          </a>
        </h2>
      )}
      <Section {...look('raised', { ...FIXED, ...box, marginTop: card.heading ? 8 : 16 })}>
        <div className="c-inner" style={{ padding: '20px 20px 8px' }}>
          {inOrder(card.blocks.map((block) => renderBlock(block, reader)))}
        </div>
      </Section>
    </>
  );
}

function Footer({ mail }: { mail: MailDocument }) {
  const { why, links, sentBy } = footerOf(mail.frame);
  return (
    <div {...look('muted', { ...META, padding: '20px 0 0' })}>
      {why && <p style={{ margin: '0 0 4px' }}>{why}</p>}
      {links.length > 0 && (
        <p style={{ margin: '0 0 4px' }}>
          {inOrder(links.flatMap((link, index) => [index > 0 ? ' · ' : '', renderLink(link)]))}
        </p>
      )}
      <p style={{ margin: 0 }}>
        <bdi>{sentBy}</bdi>
      </p>
    </div>
  );
}

function renderLink({ label, url }: FooterLink): ReactNode {
  return (
    <a href={url} {...look('muted', { textDecoration: 'underline' })}>
      {label}
    </a>
  );
}
