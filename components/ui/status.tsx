/** The result of a one-click action, read out when it appears. */
export function Status({ message, isProblem = false }: { message: string | null; isProblem?: boolean }) {
  if (!message) return null;
  return (
    <p role="status" className={isProblem ? 'flash flash-danger i i-alert' : 'flash i i-check'}>
      {message}
    </p>
  );
}
