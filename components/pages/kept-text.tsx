const notTyped = /^$|^\d+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^on$|^off$/;

const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What a form had in it that could not be taken: to copy, or to send again by loading the page again. */
export function KeptText({ typed }: { typed: Record<string, string> }) {
  const texts = Object.entries(typed).filter(([, text]) => !notTyped.test(text.trim()));
  if (texts.length === 0) return null;
  return (
    <section className="grid gap-3" aria-labelledby="kept">
      <h2 className="text-heading" id="kept">
        What you sent
      </h2>
      <p className="text-muted">It was not saved. Load this page again to send it again; nothing is sent twice.</p>
      <dl className="grid gap-3">
        {texts.map(([name, text]) => (
          <div key={name}>
            <dt className="meta first-letter:uppercase">{inWords(name)}</dt>
            <dd className="wrap-anywhere whitespace-pre-wrap select-all" dir="auto">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
