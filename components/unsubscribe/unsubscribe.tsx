import { ActionForm } from '@/components/ui/action-form.client';
import { Button } from '@/components/ui/button';
import { PageTitle } from '@/components/ui/page-title';
import type { FormAction } from '@/lib/forms/state';
import type { Unsubscription } from '@/lib/unsubscribe/view-models';

type Done = 'this' | 'all' | 'undone';

const settings = (
  <a className="link" href="/settings/notifications">
    Email settings
  </a>
);

/** What would end, as a sentence. */
function What({ what }: { what: Unsubscription }) {
  switch (what.kind) {
    case 'thread':
      return (
        <>
          This mutes the post that the email was about: nothing more about it comes by email or under the bell, and it
          leaves your Home, until someone mentions you there.
        </>
      );
    case 'reason':
      return (
        <>
          This ends email for: <strong className="strong">{what.label}</strong>. What stands under the bell stays.
        </>
      );
    case 'group':
      return (
        <>
          This ends email from the group {what.name ? <bdi className="strong">{what.name}</bdi> : 'that it came from'}.
          You stay a member.
        </>
      );
    case 'digest':
      return <>This ends your digests, daily and weekly, and those of your groups.</>;
    case 'all':
      return (
        <>
          This ends all email from Chatter, apart from what a group announces to all its members and the links you ask
          for yourself.
        </>
      );
  }
}

function TokenForm({ action, token, children }: { action: FormAction; token: string; children: React.ReactNode }) {
  return (
    <ActionForm action={action} className="grid gap-2">
      <input type="hidden" name="token" value={token} />
      {children}
    </ActionForm>
  );
}

/** Opening the page changed nothing; its buttons do. */
export function Unsubscribe({ what, token, action }: { what: Unsubscription; token: string; action: FormAction }) {
  return (
    <>
      <PageTitle>Unsubscribe</PageTitle>
      <p className="text-pretty">
        <What what={what} />
      </p>
      <TokenForm action={action} token={token}>
        <Button look="primary" className="w-full py-2">
          Unsubscribe
        </Button>
      </TokenForm>
      {what.kind !== 'all' && (
        <TokenForm action={action} token={token}>
          <input type="hidden" name="all" value="1" />
          <Button className="w-full py-2">Stop all email instead</Button>
        </TokenForm>
      )}
      <p className="meta">Or choose what you get: {settings}</p>
    </>
  );
}

const said: Record<Done, { title: string; words: string }> = {
  this: { title: 'Unsubscribed', words: 'No more of this comes by email.' },
  all: {
    title: 'Unsubscribed',
    words: 'No more email comes from Chatter, apart from what a group announces to all its members.',
  },
  undone: { title: 'As it was', words: 'Email comes again as before.' },
};

/** After one of the buttons, with the way back. */
export function UnsubscribeDone(props: { done: Done; token: string; undo: string | undefined; action: FormAction }) {
  const { done, token, undo, action } = props;
  const { title, words } = said[done];
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <p className="text-pretty">{words}</p>
      {undo && (
        <TokenForm action={action} token={token}>
          <input type="hidden" name="undo" value={undo} />
          <Button className="w-full py-2">Undo</Button>
        </TokenForm>
      )}
      <p className="meta">{settings}</p>
    </>
  );
}

/** A link that was not made here, or whose person is gone. */
export function UnsubscribeOver() {
  return (
    <>
      <PageTitle>This link ends nothing</PageTitle>
      <p className="text-pretty">
        It is incomplete, or its account is switched off. Sign in to choose what you get by email.
      </p>
      <a className="btn btn-primary" href="/settings/notifications">
        Email settings
      </a>
    </>
  );
}
