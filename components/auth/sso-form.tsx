import { Button } from '@/components/ui/button';

/** A plain form to our own route: it works without JavaScript, and no other site can send it. */
export function SsoForm({ provider, returnTo }: { provider: string; returnTo: string }) {
  return (
    <form action="/api/auth/start" method="post">
      <input type="hidden" name="return" value={returnTo} />
      <Button look="primary" className="w-full py-2">
        Sign in with {provider}
      </Button>
    </form>
  );
}
