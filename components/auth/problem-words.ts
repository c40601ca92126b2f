import type { Problem } from '@/lib/auth/rules';

type Words = { title: string; text: string };

const words: Record<Problem, (provider: string) => Words> = {
  deactivated: () => ({
    title: 'Your account is switched off',
    text: 'You cannot sign in at the moment. If this is a surprise, ask an administrator.',
  }),
  address_taken: (provider) => ({
    title: 'Someone here already has your address',
    text: `Your account at ${provider} is new to Chatter, and its address belongs to another account here. Nothing was joined or changed. Sign in the way you did before, or ask an administrator.`,
  }),
  address_missing: (provider) => ({
    title: 'Your address did not come along',
    text: `${provider} did not say what your email address is. Ask an administrator to share it with Chatter.`,
  }),
  address_unproven: (provider) => ({
    title: 'Your address is not confirmed',
    text: `This address is kept for its owner, and ${provider} does not confirm that this is you. Use the link in your invitation, ask for a link by email below, or ask an administrator.`,
  }),
  not_invited: () => ({
    title: 'This address does not belong here yet',
    text: 'The link is good, but there is no invitation for it any more. Ask someone here to invite you.',
  }),
  link_used: () => ({
    title: 'This link is over',
    text: 'A link works once, and for a short time only. Ask for a new one below.',
  }),
  interrupted: (provider) => ({
    title: 'Signing in did not finish',
    text: `It took too long, or was begun in another window or at another address. Nothing happened. Start again, here, with ${provider}.`,
  }),
  refused: (provider) => ({
    title: `${provider} did not let you in`,
    text: 'You stopped there, or it refused. Start again, or ask an administrator.',
  }),
  unreachable: (provider) => ({
    title: `${provider} cannot be reached`,
    text: 'This is not your fault. Try again in a moment.',
  }),
  too_many: () => ({
    title: 'That was a lot at once',
    text: 'Too many people signed in from here. Try again in a minute.',
  }),
};

/** Why somebody was not let in, and what to do now. */
export const problemWords = (problem: Problem, provider: string): Words => words[problem](provider);
