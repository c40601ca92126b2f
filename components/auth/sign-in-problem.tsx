import type { Problem } from '@/lib/auth/rules';
import { problemWords } from './problem-words';

/** Why signing in did not work, at the top of the page. */
export function SignInProblem({ problem, provider }: { problem: Problem; provider: string }) {
  const { title, text } = problemWords(problem, provider);
  return (
    <div role="alert" className="form-errors grid gap-1">
      <p className="strong">{title}</p>
      <p className="text-pretty">{text}</p>
    </div>
  );
}
