import 'server-only';
import type { JoinDecisionMail } from '@/lib/email/view-models';
import { button, card, type MailDocument, text } from './document';
import { type Phrase, phrase } from './phrase';
import { SEE_GROUPS } from './redact';
import { mailRenderer } from './render-mail';

const labels = { accepted: 'Open group', declined: 'See other groups' };

const words = {
  accepted: 'You see what is posted there from now on, and can post yourself.',
  declined: 'You can ask again, or look for another group.',
};

/** What became of a request to join. */
export const renderJoinDecisionMail = mailRenderer((frame: JoinDecisionMail, given: JoinDecisionMail): MailDocument => {
  const { decision, decider, message } = frame;
  const title = titleOf(frame);
  return {
    frame,
    subject: title,
    preheader: message || words[decision],
    title,
    note: '',
    cards: [
      card([
        message && decider ? { t: 'quote', author: decider.name, text: message } : null,
        text(words[decision]),
        button(frame.url === given.url ? labels[decision] : SEE_GROUPS, frame.url),
      ]),
    ],
    button: null,
    canReply: false,
  };
});

function titleOf({ group, decision, decider }: JoinDecisionMail): Phrase {
  const names = { group: group.name, decider: decider?.name ?? '' };
  if (decision === 'accepted')
    return phrase(decider ? '{decider} accepted your request to join {group}' : 'You are now in {group}', names);
  return phrase(
    decider ? '{decider} declined your request to join {group}' : 'Your request to join {group} was declined',
    names,
  );
}
